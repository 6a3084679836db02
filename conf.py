"""Settings of the handbook. No logic: what the build does lives in handbook/."""

# -- The handbook -------------------------------------------------------------------------------------
project = "Ketamine and Memory: a clinical handbook"
author = "the Ketamine and Memory handbook authors"
project_copyright = "2026, the Ketamine and Memory handbook authors. Text: CC BY 4.0"
version = release = "0.1.0"
language = "en_GB"
edition_date = "2026-11-25"  # changed with the edition, not with the clock

# -- What is read -------------------------------------------------------------------------------------
extensions = [
    "myst_parser",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "handbook.access",
    "handbook.addresses",
    "handbook.assets",
    "handbook.changes",
    "handbook.check",
    "handbook.clinic",
    "handbook.contribute",
    "handbook.epub",
    "handbook.evidence",
    "handbook.figures",
    "handbook.glossary",
    "handbook.incremental",
    "handbook.markup",
    "handbook.navigation",
    "handbook.onboarding",
    "handbook.pdf",
    "handbook.policy",
    "handbook.review",
    "handbook.search",
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

# -- PDF ----------------------------------------------------------------------------------------------
handbook_pdf_date = edition_date
handbook_pdf_subtitle = "What to expect, what to say, when to worry: for the staff of a ketamine clinic"
handbook_pdf_papers = ["a4", "us-letter"]
handbook_pdf_preface = "reference/this-book"

# -- EPUB ---------------------------------------------------------------------------------------------
handbook_epub_date = handbook_pdf_date
epub_basename = "handbook"
epub_title = project
epub_description = handbook_pdf_subtitle
epub_publisher = author
epub_copyright = project_copyright
epub_identifier = epub_uid = "ketamine-and-memory-handbook"
epub_language = "en-GB"
epub_show_urls = "no"
epub_tocdepth = 2
epub_css_files = ["handbook.css", "sheets.css", "epub.css"]

# -- Evidence -----------------------------------------------------------------------------------------
evidence_article = "reference/article-statements.toml"
evidence_notices = "source-notices.toml"
evidence_locks = "references.lock.toml"
evidence_audiences = {"patients": "Patient"}

# -- Addresses ----------------------------------------------------------------------------------------
addresses_list = "addresses.txt"
addresses_redirects = "redirects.toml"
addresses_labels = ["case-*"]

# -- Changes ------------------------------------------------------------------------------------------
changes_edition_date = edition_date

# -- Suggest a change, report a problem ---------------------------------------------------------------
handbook_repository = ""  # https://github.com/clinic/handbook; empty: neither is offered
handbook_branch = "main"
contribute_sources = {  # pages made from something else: the file to change, or none
    "reference/abbreviations": "reference/glossary.md",
    "reference/article-traced": "",
    "reference/bibliography": "references.bib",
    "reference/claims": "",
    "reference/review-register": "",
    "start/self-check-answers": "start/self-check.md",
}

# -- Onboarding ---------------------------------------------------------------------------------------
onboarding_roles = ["nurse", "prescriber", "therapist", "front desk"]

# -- Review -------------------------------------------------------------------------------------------
review_owners = ["Clinical lead", "Lead nurse", "Lead prescriber", "Lead therapist"]

# -- HTML: https://pradyunsg.me/furo ------------------------------------------------------------------
html_theme = "furo"
html_title = "Ketamine and Memory"
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_math_renderer = "mathml"
html_css_files = ["handbook.css", "sheets.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False

# -- Search -------------------------------------------------------------------------------------------
search_ignored_classes = [
    "review-status",
    "claim-summary",
    "retired-claim",
    "claim-certainty",
    "claim-basis",
    "everyday-words",
]
search_weights = {  # how much the results of a page count; 1 is usual, 0 leaves a page out
    "reference/changes": 0,
    "reference/bibliography": 0.3,
    "reference/not-verified": 0.4,
    "reference/about": 0.6,
    "start/*": 0.5,
}
search_labels = {  # what the results of a page are called, and found by
    "cards/*": "Quick card",
    "patients/*": "Handout",
    "use/quick-cards": "Quick card",
}
search_fallbacks = [  # what the search page links for browsers without scripts
    ("Glossary: every term, abbreviation and everyday name", "reference/glossary"),
    ("A patient reports memory problems", "use/memory-complaint"),
    ("Red flags", "use/red-flags"),
]
