// The turn of the day: steps in order, one transaction for each step of each book. Registered in app.ts; a room brings its own.
import { sql, transaction, type Db, type Tx } from '#platform';

export type DayStep = {
  readonly name: string;
  /** Does the step for one book up to its new business date and tells how many rows it touched. Later dates catch up on earlier ones. */
  run(tx: Tx, book: { unitPath: string; businessDate: string }): Promise<number>;
};

/** Runs what is not on record yet; safe to repeat and to cut off anywhere. */
export async function runDaySteps(db: Db, steps: readonly DayStep[], moved: { unitPaths: readonly string[]; businessDate: string }): Promise<void> {
  for (const step of steps) for (const unitPath of moved.unitPaths) {
    await transaction(db, async (tx) => {
      const done = await tx.maybe(sql`select 1 from organisation.day_step where unit_path = ${unitPath} and business_date = ${moved.businessDate} and step = ${step.name}`);
      if (done) return;
      const affected = await step.run(tx, { unitPath, businessDate: moved.businessDate });
      await tx.run(sql`insert into organisation.day_step (unit_path, business_date, step, affected) values (${unitPath}, ${moved.businessDate}, ${step.name}, ${affected})`);
    });
  }
}
