import { theme, type ThemeConfig } from 'antd';
import { codeFontFamily, fontFamily, pigments, type Scheme } from './tokens.ts';

type Algorithm = Extract<NonNullable<ThemeConfig['algorithm']>, (...args: never[]) => unknown>;

/**
 * antd's theme for one scheme: lines instead of shadows, corners of 6, 14 px text at 1.55. The pigments are set after antd's own
 * derivation, because its dark algorithm would otherwise mix them anew.
 */
export function antdTheme(scheme: Scheme, options: { readonly motion: boolean }): ThemeConfig {
  const p = pigments[scheme];
  const dark = scheme === 'dark';
  const solidText = dark ? p.paper : p.card;
  const floating = dark ? `0 0 0 1px ${p.line}, 0 8px 24px rgba(0, 0, 0, 0.5)` : `0 0 0 1px ${p.line}, 0 8px 24px rgba(28, 31, 36, 0.10)`;
  const mix = (colour: string, percent: number): string => `color-mix(in srgb, ${colour} ${percent}%, ${p.card})`;
  const pigmentLast: Algorithm = (_seed, map) => ({
    ...map!,
    colorPrimary: p.azurite, colorPrimaryHover: mix(p.azurite, 86), colorPrimaryActive: dark ? mix(p.azurite, 76) : `color-mix(in srgb, ${p.azurite} 88%, ${p.ink})`,
    colorPrimaryBg: mix(p.azurite, 9), colorPrimaryBgHover: mix(p.azurite, 14), colorPrimaryBorder: mix(p.azurite, 45), colorPrimaryBorderHover: mix(p.azurite, 65),
    colorPrimaryText: p.azurite, colorPrimaryTextHover: p.azurite, colorPrimaryTextActive: p.azurite,
    colorLink: p.azurite, colorLinkHover: p.azurite, colorLinkActive: p.azurite, colorInfo: p.azurite, colorInfoBg: mix(p.azurite, 7), colorInfoBorder: mix(p.azurite, 35),
    colorSuccess: p.malachite, colorSuccessBg: mix(p.malachite, 8), colorSuccessBorder: mix(p.malachite, 35), colorSuccessText: p.malachite,
    colorWarning: p.gambogeFill, colorWarningBg: mix(p.gambogeFill, 9), colorWarningBorder: mix(p.gambogeFill, 45), colorWarningText: p.gamboge,
    colorError: p.cinnabar, colorErrorHover: mix(p.cinnabar, 86), colorErrorBg: mix(p.cinnabar, 6), colorErrorBorder: mix(p.cinnabar, 35), colorErrorText: p.cinnabar,
    colorText: p.ink, colorTextSecondary: p.ink2, colorTextTertiary: p.ink2, colorTextQuaternary: p.pale,
    colorBgBase: p.paper, colorBgLayout: p.paper, colorBgContainer: p.card, colorBgElevated: p.card, colorBgSpotlight: p.ink,
    colorBorder: p.line, colorBorderSecondary: p.line,
    colorBgMask: dark ? 'rgba(0, 0, 0, 0.55)' : 'rgba(28, 31, 36, 0.32)',
    colorFillSecondary: mix(p.ink, 7), colorFillTertiary: mix(p.ink, 4), colorFillQuaternary: mix(p.ink, 2),
  });
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, pigmentLast],
    cssVar: { key: 'gongbi' },
    // One antd and one theme on the page: its class names need no hash.
    hashed: false,
    token: {
      fontFamily, fontFamilyCode: codeFontFamily, fontSize: 14, lineHeight: 1.55, borderRadius: 6, borderRadiusLG: 6, borderRadiusSM: 4, wireframe: false,
      motion: options.motion, motionDurationFast: '0.08s', motionDurationMid: '0.14s', motionDurationSlow: '0.18s',
      colorTextPlaceholder: p.ink2, colorTextLightSolid: p.card, colorTextHeading: p.ink, colorIcon: p.ink2, colorSplit: p.line, colorHighlight: p.cinnabar,
      fontWeightStrong: 600, boxShadow: floating, boxShadowSecondary: floating, boxShadowTertiary: 'none', controlOutlineWidth: 2, controlOutline: mix(p.azurite, 18),
      controlHeight: 34, linkHoverDecoration: 'underline', screenXS: 480,
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', primaryColor: solidText, dangerColor: solidText, fontWeight: 500, contentFontSizeLG: 15 },
      Card: { headerFontSize: 15, bodyPadding: 24, headerBg: 'transparent' },
      Table: {
        headerBg: 'transparent', headerColor: p.ink2, headerSplitColor: 'transparent', rowHoverBg: mix(p.azurite, 4), footerBg: 'transparent',
        cellPaddingBlock: 11, cellPaddingInline: 16, headerBorderRadius: 0, borderColor: p.line,
      },
      Menu: {
        itemBg: 'transparent', subMenuItemBg: 'transparent', itemColor: p.ink2, itemHoverColor: p.ink, itemHoverBg: 'transparent', itemSelectedBg: 'transparent',
        itemSelectedColor: p.ink, itemActiveBg: 'transparent', activeBarBorderWidth: 0, itemHeight: 38, itemBorderRadius: 4, groupTitleColor: p.ink2, groupTitleFontSize: 12,
      },
      Tooltip: { colorTextLightSolid: dark ? p.paper : p.card },
      Modal: { titleFontSize: 17 },
      Breadcrumb: { fontSize: 13, itemColor: p.ink2, lastItemColor: p.ink2, linkColor: p.ink2, separatorColor: p.pale },
      Tabs: { horizontalItemPadding: '10px 0', inkBarColor: p.ink, itemSelectedColor: p.ink, itemColor: p.ink2, itemHoverColor: p.ink, itemActiveColor: p.ink },
      Descriptions: { labelColor: p.ink2 },
      Segmented: { trackBg: 'transparent', itemSelectedBg: p.card, trackPadding: 0 },
      Form: { labelColor: p.ink2, itemMarginBottom: 20 },
    },
  };
}
