"""How a page of the sample agency is photographed, as whom, and in which sizes."""

from playwright.async_api import Page

from settings import ROOT

OUT = ROOT / "docs" / "pictures"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
HIGHEST = 2400


async def shoot(page: Page, name: str, suffix: str) -> None:
    """One picture, no higher than a reader will scroll."""
    height = min(await page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}
    await page.screenshot(path=OUT / f"{name}-{suffix}.jpg", type="jpeg", quality=72, full_page=True, clip=clip)


async def be(page: Page, base: str, role: str) -> None:
    """Become the person of a role, as the menu of the demo lets one."""
    await page.goto(f"{base}/demo/be")
    await page.get_by_role("button", name=f"Đóng vai {role}", exact=True).click()
