import { HomeOutlined } from '@ant-design/icons';
import type { PageEntry } from './shell/types.ts';
import { shellTexts } from './i18n/shell.ts';

// In development only: every piece of the kit on one page. A build for people drops the branch and the page with it.
const gallery: readonly PageEntry[] = import.meta.env.DEV ? [{ path: '/kit', load: () => import('../kit/gallery.tsx'), title: { zh: '图样', en: 'Kit' } }] : [];

/** Every page of the console. A new page is one entry here; its component loads when it is first opened. */
export const pages: readonly PageEntry[] = [
  { path: '/', load: () => import('./shell/Welcome.tsx'), title: shellTexts.entries.home, navigation: { icon: <HomeOutlined />, order: 0 } },
  ...gallery,
];
