"""The bill of materials: everything from elsewhere that built an edition, in CycloneDX.

https://cyclonedx.org/docs/1.6/json/. Taken from the locks, which name each file by its hash: the Python
packages of ``locks/build.txt``, and the npm packages of ``package-lock.json`` that readers get (those of the
tests build nothing).
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cyclonedx.model import HashAlgorithm, HashType, Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from handbook.core.dates import noon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.release.edition import Edition

_HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")
_ALGORITHMS = {
    "sha256": HashAlgorithm.SHA_256,
    "sha384": HashAlgorithm.SHA_384,
    "sha512": HashAlgorithm.SHA_512,
}
_MODULES = "node_modules/"


class LockError(ValueError):
    """A lock that cannot be read. The text says where and why, in one line."""


@dataclass(frozen=True)
class Package:
    """A package of a lock. ``asked_for_by`` are the packages that need it, an empty name is the project."""

    kind: str
    name: str
    version: str
    marker: str
    hashes: tuple[tuple[str, str], ...]
    asked_for_by: tuple[str, ...]


def python_packages(lock: Path) -> Iterator[Package]:
    """Yield the packages of a lock as ``uv pip compile --generate-hashes`` writes it.

    :raises LockError: when a line is none of such a lock, or a package has no hash.
    """
    text = lock.read_text("utf-8").replace("\\\n", " ")
    found: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), 1):
        comment = re.fullmatch(r"\s+#\s+(?:via\b\s*)?(.*)", line)
        if comment and found:
            found[-1][1].append(comment[1].strip())
        elif line.strip() and not line.startswith("#"):
            if not re.match(r"[A-Za-z0-9]", line):
                raise LockError(f"{lock.name}: entry {number} cannot be read: '{line[:40]}'. Renew the lock")
            found.append((line, []))
    for line, via in found:
        asked = Requirement(line.partition(" --hash")[0].strip())
        hashes = tuple(_HASH.findall(line))
        version = "".join(one.version for one in asked.specifier)
        if not hashes or not version:
            raise LockError(f"{lock.name}: '{asked.name}' has no version or no hash. Renew the lock")
        needing = tuple("" if " " in name else canonicalize_name(name) for name in via if name)
        marker = str(asked.marker) if asked.marker else ""
        yield Package("pypi", canonicalize_name(asked.name), version, marker, hashes, needing)


def npm_packages(lock: Path) -> Iterator[Package]:
    """Yield the packages of ``package-lock.json`` that are not for the tests alone.

    :raises LockError: when it is none, or a package has no hash.
    """
    try:
        packages = json.loads(lock.read_text("utf-8"))["packages"]
    except (ValueError, KeyError) as error:
        remedy = "Renew it: python3 make.py lock-npm"
        raise LockError(f"{lock.name} is no lock of npm ({error}). {remedy}") from error
    for path, package in packages.items():
        if not path or package.get("dev"):
            continue
        name = path.rpartition(_MODULES)[2]
        algorithm, _, digest = str(package.get("integrity", "")).partition("-")
        if not digest:
            raise LockError(f"{lock.name}: '{name}' has no hash. Renew it: python3 make.py lock-npm")
        hashes = ((algorithm, base64.b64decode(digest).hex()),)
        yield Package("npm", name, str(package["version"]), "", hashes, ("",))


def bill_of_materials(root: Path, edition: Edition) -> str:
    """Return the bill of an edition. The same commit gives the same bytes.

    :raises LockError: when a lock cannot be read.
    """
    handbook = Component(
        type=ComponentType.APPLICATION,
        name=edition.name.removesuffix(f"-{edition.version}"),
        version=edition.version,
        bom_ref="handbook",
        properties=[Property(name="handbook:commit", value=edition.commit)],
    )
    packages = [*python_packages(root / "locks/build.txt"), *npm_packages(root / "package-lock.json")]
    components = {(package.kind, package.name): _component(package) for package in packages}
    bom = Bom(
        serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"{edition.name}/{edition.commit}"),
        metadata=BomMetaData(
            component=handbook, timestamp=dt.datetime.fromtimestamp(noon(edition.day), tz=dt.UTC)
        ),
        components=components.values(),
    )
    for package in packages:
        component = components[package.kind, package.name]
        bom.register_dependency(component)
        for name in package.asked_for_by:
            bom.register_dependency(components[package.kind, name] if name else handbook, [component])
    return str(JsonV1Dot6(bom).output_as_string(indent=1)) + "\n"


def _component(package: Package) -> Component:
    group, _, name = package.name.rpartition("/")
    purl = PackageURL(package.kind, group or None, name, package.version)
    return Component(
        name=name,
        group=group or None,
        version=package.version,
        purl=purl,
        bom_ref=purl.to_string(),
        hashes=[HashType(alg=_ALGORITHMS[kind], content=content) for kind, content in package.hashes],
        properties=[Property(name="handbook:marker", value=package.marker)] if package.marker else None,
    )
