"""A visit reaches the host that it was sent to, and no other."""

from __future__ import annotations

import pytest

from glasshouse.collect.border import border_of, is_here
from glasshouse.errors import InputError, UsageError

DNS = {
    "shop.example": ["93.184.216.34"],
    "cdn.example": ["93.184.216.35"],
    "inside.example": ["93.184.216.34", "10.0.0.7"],
}


def resolve(host: str) -> list[str]:
    if host not in DNS:
        raise OSError(host)
    return DNS[host]


def test_only_the_host_of_the_target_is_inside() -> None:
    border = border_of("https://shop.example/a", resolve=resolve)
    assert border.allows("https://shop.example/b.js")
    assert border.allows("wss://shop.example/live")
    assert border.allows("data:text/plain,x")
    for outside in (
        "https://cdn.example/b.js",
        "https://shop.example.evil.example/",
        "ftp://shop.example/",
        "https://[::1/",
        "file:///etc/hosts",
    ):
        assert not border.allows(outside)


def test_hosts_that_are_named_are_inside_too() -> None:
    border = border_of("https://shop.example/", ["CDN.example"], resolve)
    assert border.allows("https://cdn.example/b.js")
    assert border.rules() == "MAP shop.example 93.184.216.34, MAP cdn.example 93.184.216.35, MAP * ~NOTFOUND"


def test_a_visit_to_this_machine_is_bound_to_its_port() -> None:
    border = border_of("http://127.0.0.1:8080/page.html", resolve=resolve)
    assert border.allows("http://127.0.0.1:8080/x")
    assert not border.allows("http://127.0.0.1:8081/x")
    assert not border.allows("http://127.0.0.1/x")
    assert border.rules() == "MAP 127.0.0.1:8080 127.0.0.1:8080, MAP * ~NOTFOUND"
    assert border_of("http://[::1]:8080/").rules() == "MAP [::1]:8080 [::1]:8080, MAP * ~NOTFOUND"


@pytest.mark.parametrize(
    "host",
    [
        "inside.example",
        "10.0.0.7",
        "192.168.1.1",
        "169.254.169.254",
        "[fd00::1]",
        "[::ffff:10.0.0.7]",
        "0.0.0.1",
        "224.0.0.1",
    ],
)
def test_private_addresses_are_refused_by_whatever_name(host: str) -> None:
    with pytest.raises(InputError, match="private address"):
        border_of(f"http://{host}/", resolve=lambda name: DNS.get(name, [name]))


def test_a_name_of_a_further_host_does_not_open_the_inside() -> None:
    with pytest.raises(InputError, match=r"inside\.example"):
        border_of("https://shop.example/", ["inside.example"], resolve)


@pytest.mark.parametrize(
    "url",
    [
        "shop.example",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://[",
        "http://x:99999/",
        "https://me:secret@shop.example/",
        "https://shop.example/" + "a" * 5000,
    ],
)
def test_what_is_no_address_of_a_page_is_said(url: str) -> None:
    with pytest.raises(UsageError):
        border_of(url, resolve=resolve)


def test_an_unknown_host_is_said() -> None:
    with pytest.raises(InputError, match="no address found"):
        border_of("https://nowhere.example/", resolve=resolve)


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.0.0.2", True), ("::1", True), ("localhost.example", False), ("10.0.0.1", False)],
)
def test_this_machine_is_known_by_its_names(host: str, here: bool) -> None:
    assert is_here(host) is here
