import { createContext, useContext, type MouseEvent, type ReactNode } from 'react';

/** Goes to an address inside the application; each application gives its router's own. */
export type Navigate = (to: string) => void;

const NavigateContext = createContext<Navigate>((to) => location.assign(to));
export const NavigateProvider = NavigateContext.Provider;
export const useNavigateTo = (): Navigate => useContext(NavigateContext);

/** A true link (opens in a new tab, shows its address) that stays inside the application on a plain click. */
export function KitLink({ to, className, children, label, onClick }: { to: string; className?: string; children: ReactNode; label?: string; onClick?: () => void }) {
  const navigate = useNavigateTo();
  const follow = (event: MouseEvent): void => {
    event.stopPropagation();
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    onClick?.();
    navigate(to);
  };
  return <a href={to} className={className} aria-label={label} onClick={follow}>{children}</a>;
}
