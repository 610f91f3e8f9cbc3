"""The register of 行政规范性文件: entries, validity, matching, links, clean-up. Pure; values in, values out."""
