import { useLocation } from '@tanstack/react-router';
import { classes, KitLink, useLanguage, useT } from '#kit';
import { shellTexts } from '../i18n/shell.ts';
import type { PageEntry, SignedInUser } from './types.ts';

/** The pages a user sees in the navigation, in order. Hiding is a courtesy; the server refuses what is not granted. */
export function visiblePages(pages: readonly PageEntry[], user: SignedInUser): readonly PageEntry[] {
  return pages
    .filter((page) => page.navigation !== undefined && (page.navigation.roles === undefined || page.navigation.roles.some((role) => user.roles.includes(role))))
    .toSorted((a, b) => a.navigation!.order - b.navigation!.order);
}

/** The navigation at the left: groups in the order of their first page, the open page marked by a cinnabar stroke. */
export function Navigation({ pages, onGo }: { pages: readonly PageEntry[]; onGo?: () => void }) {
  const t = useT(shellTexts);
  const { pick } = useLanguage();
  const here = useLocation({ select: (location) => location.pathname });
  const open = pages.filter((page) => page.path === '/' ? here === '/' : here === page.path || here.startsWith(`${page.path}/`)).toSorted((a, b) => b.path.length - a.path.length)[0];
  const groups = Map.groupBy(pages, (page) => (page.navigation?.group === undefined ? '' : pick(page.navigation.group)));
  return (
    <nav className="gb-navigation" aria-label={t('navigation')}>
      {[...groups].map(([name, members]) => (
        <div key={name}>
          {name !== '' && <h2>{name}</h2>}
          <ul>
            {members.map((page) => (
              <li key={page.path} className={classes(page === open && 'gb-here')} aria-current={page === open ? 'page' : undefined}>
                <KitLink to={page.path} {...(onGo === undefined ? {} : { onClick: onGo })}><span className="gb-nav-icon" aria-hidden>{page.navigation!.icon}</span>{pick(page.title)}</KitLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
