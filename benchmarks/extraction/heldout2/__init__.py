"""The second held-out part: shapes drawn without sight of the rules, of the other shapes, or of what fails on them."""

from __future__ import annotations

from benchmarks.extraction.heldout2 import odd, old, platforms, press, units, web
from benchmarks.extraction.shape import Shape

SHAPES: tuple[type[Shape], ...] = (
    platforms.VnportalWard,
    platforms.TenantDistrict,
    platforms.SharepointBoard,
    platforms.LiferayScience,
    press.PaperGrid,
    press.StationNuxt,
    press.AmpMobile,
    press.EmagazinePage,
    web.NextDigital,
    web.AngularNotices,
    web.HospitalBuilder,
    web.DrupalBilingual,
    old.PartyTables,
    old.AspxCentre,
    old.DnnCommune,
    old.WcmDepartment,
    units.LegalBase,
    units.PolicePortal,
    units.YouthJoomla,
    units.PrintView,
    units.UnitTabs,
    units.NukeCommune,
    odd.SchoolSites,
    odd.MailBulletin,
    odd.AdfEnterprise,
)
