"""The tree 区 / 镇街 / 村居 / 行业部门: from ``data/knowledge/organisations.yml`` and CSV files."""
