"""Which hosts a visit may reach: the target's own and those that a person names, at addresses found out beforehand."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from glasshouse.errors import InputError, UsageError

_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
#: What a page may load without any network.
_INNER = {"data", "blob", "about"}
#: The longest address that is visited.
_URL_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Border:
    """``url`` is visited; ``pins`` are hosts with the one address of each; ``port`` bounds a visit to this machine."""

    url: str
    pins: tuple[tuple[str, str], ...]
    port: int | None = None

    def allows(self, url: str) -> bool:
        """Whether a request to ``url`` stays inside."""
        try:
            parts = urlsplit(url)
            port = parts.port or _PORTS.get(parts.scheme)
        except ValueError:
            return False
        if parts.scheme in _INNER:
            return True
        inside = any(parts.hostname == host for host, _ in self.pins)
        return inside and parts.scheme in _PORTS and (self.port is None or port == self.port)

    def rules(self) -> str:
        """The same for Chromium's own resolver, so that neither redirects nor a second answer of DNS lead elsewhere."""
        port = "" if self.port is None else f":{self.port}"
        return ", ".join([*(f"MAP {_bare(host)}{port} {_bare(at)}{port}" for host, at in self.pins), "MAP * ~NOTFOUND"])


def addresses(host: str) -> list[str]:
    """What DNS says of a host. Raises ``OSError``."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, None, proto=socket.IPPROTO_TCP)]


def border_of(url: str, hosts: Iterable[str] = (), resolve: Callable[[str], list[str]] = addresses) -> Border:
    """The border of a visit to ``url``, with further ``hosts`` that its pages may load from.

    Raises ``UsageError`` for what is no address of a page, and ``InputError`` where a host is unknown or private. This
    machine itself may be visited when the address says so, and then nothing but that one port.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise UsageError(f"{url[:200]!r} is no address: {error}") from error
    if parts.scheme not in {"http", "https"} or not host or len(url) > _URL_CHARS:
        raise UsageError(f"{url[:200]!r} is no address of a page: http:// or https:// and a host are needed")
    if parts.username is not None:
        raise UsageError(
            "an address with a user name in it is not visited: names and passwords do not belong into evidence"
        )
    if is_here(host):
        return Border(url, ((host, "127.0.0.1" if host == "localhost" else host),), port or _PORTS[parts.scheme])
    names = dict.fromkeys([host, *(name.lower().strip() for name in hosts)])
    return Border(url, tuple((name, _public(name, resolve)) for name in names))


def is_here(host: str) -> bool:
    """Whether a host is this machine: ``localhost`` or a loopback address, as written."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _public(host: str, resolve: Callable[[str], list[str]]) -> str:
    try:
        found = resolve(host)
    except (OSError, UnicodeError) as error:
        raise InputError(
            f"{host}: no address found for this host", hint="check the spelling and the network"
        ) from error
    private = [at for at in found if not _is_public(at)]
    if private or not found:
        raise InputError(f"{host}: leads to the private address {', '.join(private[:3])}, which is not visited")
    return found[0]


def _is_public(at: str) -> bool:
    try:
        address = ipaddress.ip_address(at.partition("%")[0])
    except ValueError:
        return False
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)


def _bare(host: str) -> str:
    return f"[{host}]" if ":" in host else host
