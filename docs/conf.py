"""Settings of the writers' guide. No logic."""

project = "Writing the handbook"
author = "the Ketamine and Memory handbook authors"
project_copyright = "2026, the Ketamine and Memory handbook authors. Text: CC BY 4.0"
language = "en_GB"

extensions = ["myst_parser", "sphinx_design", "handbook.incremental"]
nitpicky = True
exclude_patterns = ["**/.*"]

myst_enable_extensions = ["colon_fence", "deflist", "fieldlist", "smartquotes"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Writing the handbook"
html_static_path = ["../_static"]
html_css_files = ["handbook.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False
