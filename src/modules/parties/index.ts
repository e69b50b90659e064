// The door of parties.
export { partyServices } from './services.ts';
export { namesOf, personsOf } from './sql/parties.ts';
