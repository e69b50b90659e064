import i18next, { type i18n } from 'i18next';
import { useCallback } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';

export type Language = 'zh-CN' | 'en';
/** One text in both languages of the house; the same shape as in commands' declarations. */
export type BothLanguages = { readonly zh: string; readonly en: string };
export type Texts<K extends string = string> = { readonly area: string; readonly entries: Readonly<Record<K, BothLanguages>> };

const storageKey = 'gongbi.language';
const isLanguage = (text: unknown): text is Language => text === 'zh-CN' || text === 'en';

function firstLanguage(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    if (isLanguage(stored)) return stored;
  } catch {
    // Without storage Chinese comes first.
  }
  return 'zh-CN';
}

/** The one i18next of the page: Chinese first, English beside it. Keys are plain words, so dots and colons in them mean nothing. */
export const language: i18n = i18next.createInstance();
void language.use(initReactI18next).init({
  lng: firstLanguage(), fallbackLng: 'zh-CN', supportedLngs: ['zh-CN', 'en'], resources: {}, keySeparator: false, nsSeparator: false,
  interpolation: { escapeValue: false }, react: { useSuspense: false }, initAsync: false,
});
document.documentElement.lang = language.language;

/**
 * Registers the texts of one area, both languages side by side so that none can be missing, and returns the handle for `useT`.
 * `{{name}}` in a text is filled from the values.
 */
export function defineTexts<const K extends string>(area: string, entries: Readonly<Record<K, BothLanguages>>): Texts<K> {
  for (const [code, side] of [['zh-CN', 'zh'], ['en', 'en']] as const) {
    const bundle = Object.fromEntries(Object.entries<BothLanguages>(entries).map(([key, text]) => [key, text[side]]));
    language.addResourceBundle(code, area, bundle, true, true);
  }
  return { area, entries };
}

/** Translator of one area with checked keys: `const t = useT(loanTexts); t('approve')`. */
export function useT<K extends string>(texts: Texts<K>): (key: K, values?: Readonly<Record<string, string | number>>) => string {
  const { t } = useTranslation(texts.area, { i18n: language });
  // i18next's own key types know nothing of texts registered while running; ours are checked by `K`.
  const translate = t as unknown as (key: string, values: object) => string;
  return useCallback((key, values) => translate(key, values ?? {}), [translate]);
}

/** The language in force, a short form for `formatShort`, a picker for texts that carry both languages, and the switch. */
export function useLanguage(): { code: Language; short: 'zh' | 'en'; pick: (text: BothLanguages) => string; change: (next: Language) => void } {
  const { i18n: instance } = useTranslation(undefined, { i18n: language });
  const code: Language = isLanguage(instance.language) ? instance.language : 'zh-CN';
  const short = code === 'en' ? 'en' : 'zh';
  const pick = useCallback((text: BothLanguages) => text[short], [short]);
  return { code, short, pick, change: changeLanguage };
}

function changeLanguage(next: Language): void {
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // The choice then lasts as long as the page.
  }
  document.documentElement.lang = next;
  void language.changeLanguage(next);
}
