"""The fourth held-out part: sites as the real registers of portals name them, plain ones too; drawn without sight of the rules or of the other parts."""

from __future__ import annotations

from benchmarks.extraction.heldout4 import departments, hosted, mixed, press, systems
from benchmarks.extraction.shape import Shape

SHAPES: tuple[type[Shape], ...] = (
    departments.EgovNuke,
    departments.UiArticle,
    departments.TenantUpload,
    departments.PortletDetails,
    departments.ComponentHtml,
    departments.RibbonPages,
    departments.TandanPages,
    hosted.SkinPanes,
    hosted.RazorBlocks,
    hosted.LabelSpans,
    hosted.WcmPortal,
    hosted.HueParams,
    systems.FlatsomeTheme,
    systems.ElementorSingle,
    systems.PaneOpen,
    systems.ItemOverlay,
    systems.SubmittedNode,
    press.CmsBody,
    press.PaperIds,
    press.StationPhp,
    press.TailwindSsr,
    press.BladeViews,
    mixed.DetailRoles,
    mixed.BlockTheme,
    mixed.NodeFields,
    mixed.ArticleInfo,
    mixed.TrialVersion,
)
