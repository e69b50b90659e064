import { Outlet } from '@tanstack/react-router';
import { Drawer } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useNavigateTo, useT, Watermark } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import { Header } from './Header.tsx';
import { Navigation, visiblePages } from './Navigation.tsx';
import { Palette } from './Palette.tsx';
import { Preferences } from './Preferences.tsx';
import { useSession } from './session.ts';
import { ShortcutHelp } from './ShortcutHelp.tsx';
import { useShortcut, type Shortcut } from './shortcuts.ts';
import { SignInPage } from './SignInPage.tsx';
import type { PageEntry, Searcher, SignedInUser } from './types.ts';

const searchShortcut: Shortcut = { keys: ['Ctrl', 'K'], text: shellTexts.entries.shortcutSearch };
const helpShortcut: Shortcut = { keys: ['?'], text: shellTexts.entries.shortcutHelp };
const homeShortcut: Shortcut = { keys: ['g', 'h'], text: shellTexts.entries.shortcutHome };

/** The console around the open page: sign-in when nobody is signed in, else header, navigation and page. */
export function Shell({ pages, searchers }: { pages: readonly PageEntry[]; searchers: readonly Searcher[] }) {
  const session = useSession();
  const t = useT(shellTexts);
  if (session.status === 'loading') return <p className="gb-opening" role="status">{t('working')}</p>;
  if (session.status === 'signed-out' || session.user === undefined) {
    return <SignInPage bankName={session.environment.bankName} demo={session.environment.demo} cards={session.cards} busy={session.busy} {...(session.problem === undefined ? {} : { problem: session.problem })} onSignIn={session.signIn} onCard={session.signInByCard} />;
  }
  return <Frame user={session.user} pages={pages} searchers={searchers} />;
}

function Frame({ user, pages, searchers }: { user: SignedInUser; pages: readonly PageEntry[]; searchers: readonly Searcher[] }) {
  const session = useSession();
  const t = useT(shellTexts);
  const navigate = useNavigateTo();
  const [menu, setMenu] = useState(false);
  const [palette, setPalette] = useState(false);
  const [help, setHelp] = useState(false);
  const mine = useMemo(() => visiblePages(pages, user), [pages, user]);
  useShortcut(searchShortcut, useCallback(() => setPalette(true), []));
  useShortcut(helpShortcut, useCallback(() => setHelp(true), []));
  useShortcut(homeShortcut, useCallback(() => navigate('/'), [navigate]));
  const minute = useMemo(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' }).format(new Date()), []);
  return (
    <div className="gb-shell">
      <a className="gb-skip" href="#main">{t('skip')}</a>
      <Header environment={session.environment} user={user} onMenu={() => setMenu(true)} onSearch={() => setPalette(true)} onHelp={() => setHelp(true)} onSignOut={session.signOut} />
      <aside className="gb-side gb-only-wide" aria-label={session.environment.bankName}><Navigation pages={mine} />{session.environment.demo && <p className="gb-demo-note"><strong>{t('demo')}</strong>{t('demoHelp')}</p>}</aside>
      <main id="main" tabIndex={-1}><Outlet /></main>
      <Drawer open={menu} onClose={() => setMenu(false)} placement="left" size={280} title={session.environment.bankName} destroyOnHidden>
        <Navigation pages={mine} onGo={() => setMenu(false)} />
        <div className="gb-drawer-foot"><Preferences />{session.environment.demo && <p className="gb-demo-note"><strong>{t('demo')}</strong>{t('demoHelp')}</p>}</div>
      </Drawer>
      <Palette open={palette} onClose={() => setPalette(false)} pages={mine} searchers={searchers} />
      <ShortcutHelp open={help} onClose={() => setHelp(false)} />
      <Watermark lines={[`${user.name} · ${user.unit}`, minute]} />
    </div>
  );
}
