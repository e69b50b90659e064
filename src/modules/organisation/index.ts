// The door of organisation.
export { organisationServices } from './services.ts';
export { businessDates, loadCalendar } from './sql/days.ts';
export { createStaff, createUnits, importCalendar, openBusinessDay, type CalendarRow, type NewStaff, type NewUnit } from './setup.ts';
export { runDaySteps, type DayStep } from './dayend.ts';
export { knownUnits } from './sql/units.ts';
