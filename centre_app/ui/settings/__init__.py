"""The parts of 设置与备份, one below each tab of the page."""
