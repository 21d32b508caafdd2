"""Keys that are given out ahead, so that parents and children go in together."""

import sqlalchemy as sa

from centre_app.db.people import Household, Unit
from centre_app.services.office import Office
from centre_app.services.work import Done, Work


def test_reserved_keys_are_new_and_rise(office: Office) -> None:
    def job(work: Work) -> Done:
        taken = set(work.session.scalars(sa.select(Unit.id)))
        keys = list(work.session.reserve(Unit, 3))
        assert keys == sorted(keys)
        assert not taken & set(keys)
        names = [f"新单位{key}" for key in keys]
        work.session.add_many(Unit, {"id": keys, "name": names, "kind": ["community"] * 3})
        work.session.add(Unit(name="再来一个", kind="community"))
        work.session.flush()
        return Done()

    office.work("import", None, job)
    with office.look() as look:
        keys = list(look.session.scalars(sa.select(Unit.id)))
    assert len(keys) == len(set(keys)) == 7


def test_the_first_keys_of_an_empty_table_begin_at_one(office: Office) -> None:
    def job(work: Work) -> Done:
        assert list(work.session.reserve(Household, 2)) == [1, 2]
        return Done()

    office.work("import", None, job)
