"""What is done with printed forms, apart from drawing them: wording, gallery, the last look before a notice goes out.

A form itself is one module of the package above; everything that is not a form stands in here or in ``paper``.
"""
