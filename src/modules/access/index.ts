// The door of access.
export { accessServices } from './services.ts';
export { sessionRoutes } from './http.ts';
export { authenticate, principalOf, systemPrincipal } from './session.ts';
export { createPrincipals, type NewPrincipal } from './setup.ts';
