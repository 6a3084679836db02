"""Where the handbook's sources are kept, and the addresses there for those who want to change something."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from sphinx.config import Config

FORM = "page-is-wrong.yml"  # .github/ISSUE_TEMPLATE/


@dataclass(frozen=True)
class Repository:
    """A repository on GitHub, GitLab, or a host that names its pages as GitHub does.

    GitHub: https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/configuring-issue-templates-for-your-repository
    and, for the fields of a form, its page on issue forms. GitLab:
    https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values.
    """

    address: str
    branch: str

    @property
    def _is_gitlab(self) -> bool:
        return "gitlab" in (urlsplit(self.address).hostname or "")

    @property
    def issues(self) -> str:
        """The address of all reports, short enough to be typed."""
        return f"{self.address}{'/-' if self._is_gitlab else ''}/issues"

    def edit(self, file: str) -> str:
        """Return the address at which a file of the repository is changed in the browser.

        :param file: its path from the top of the repository.
        """
        tree = "/-/edit/" if self._is_gitlab else "/edit/"
        return f"{self.address}{tree}{quote(self.branch)}/{quote(file)}"

    def report(self, title: str, page: str, edition: str) -> str:
        """Return the address of a new report that names its page and edition already.

        :param title: the title of the page as readers see it.
        :param page: its name, without '.md'; empty for a report on the book as a whole.
        """
        subject = f"{title}: "
        if self._is_gitlab:
            about = f"Page: {page or title}\nEdition: {edition}\n\n"
            fields = {"issue[title]": subject, "issue[description]": about}
            return f"{self.address}/-/issues/new?{urlencode(fields)}"
        fields = {"template": FORM, "title": subject, "page": page or title, "edition": edition}
        return f"{self.address}/issues/new?{urlencode(fields)}"


def repository_of(config: Config) -> Repository | None:
    """Return the repository that ``handbook_repository`` names, or nothing where none is named."""
    address = str(getattr(config, "handbook_repository", "")).rstrip("/")
    return Repository(address, str(config.handbook_branch)) if address else None


def fault_of_repository(address: str) -> str:
    """Return what is wrong with the address of a repository, with its remedy; empty when nothing is."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        return f"'{address}' cannot be read. {_REMEDY}"
    if parts.scheme not in ("http", "https"):
        return f"'{address}' is no address on the web. {_REMEDY}"
    wrong = (
        parts.username is not None
        or any((parts.query, parts.fragment))
        or not parts.path.strip("/")
        or not _PLAIN.fullmatch(address)
    )
    return f"'{address}' is no address of a repository. {_REMEDY}" if not host or wrong or port == 0 else ""


_PLAIN = re.compile(r"[A-Za-z0-9:/._~%+@\[\]-]+")
_REMEDY = 'Write it as handbook_repository = "https://github.com/clinic/handbook", or leave it empty'
