"""Settings of the handbook. No logic: what the build does lives in handbook/."""

# -- The handbook -------------------------------------------------------------------------------------
project = "Ketamine and Memory: a clinical handbook"
author = "the Ketamine and Memory handbook authors"
project_copyright = "2026, the Ketamine and Memory handbook authors. Text: CC BY 4.0"
version = release = "0.1.0"
language = "en_GB"
edition_date = "2026-11-23"  # changed with the edition, not with the clock

# -- What is read -------------------------------------------------------------------------------------
extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "handbook.changes",
    "handbook.evidence",
    "handbook.figures",
    "handbook.glossary",
    "handbook.navigation",
    "handbook.pdf",
    "handbook.policy",
    "handbook.review",
]
primary_domain = "evidence"  # lets writers say {claim}, not {evidence:claim}
nitpicky = True
exclude_patterns = ["**/.*"]

# -- MyST: https://myst-parser.readthedocs.io ---------------------------------------------------------
myst_enable_extensions = [
    "attrs_block",
    "attrs_inline",
    "colon_fence",
    "deflist",
    "fieldlist",
    "smartquotes",
    "tasklist",
]
myst_heading_anchors = 3

# -- Bibliography: https://sphinxcontrib-bibtex.readthedocs.io ----------------------------------------
bibtex_bibfiles = ["source/references.bib"]
bibtex_default_style = "handbook"
bibtex_reference_style = "author_year_copy"
bibtex_cite_id = "cite-{key}"

# -- Evidence -----------------------------------------------------------------------------------------
handbook_pdf_date = edition_date
handbook_pdf_subtitle = "What to expect, what to say, when to worry: for the staff of a ketamine clinic"
evidence_article = "reference/article-statements.toml"
evidence_notices = "source-notices.toml"
evidence_locks = "references.lock.toml"
evidence_audiences = {"patients": "Patient"}

# -- Changes ------------------------------------------------------------------------------------------
changes_edition_date = edition_date

# -- Review -------------------------------------------------------------------------------------------
review_owners = ["Clinical lead", "Lead nurse", "Lead prescriber", "Lead therapist"]

# -- HTML: https://pradyunsg.me/furo ------------------------------------------------------------------
html_theme = "furo"
html_title = "Ketamine and Memory"
html_static_path = ["_static"]
html_css_files = ["handbook.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # its requests fail when the handbook is opened from a folder
