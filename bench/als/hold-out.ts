import { rowOf } from '../../src/core/matrix/csr.ts'
import { hitsOf } from '../../src/core/metrics/hits.ts'
import { ndcg } from '../../src/core/metrics/ndcg.ts'
import { wholePeriod } from '../../src/core/signals/build-evidence.ts'
import { chooseCategories } from '../../src/core/signals/category-columns.ts'
import type { CategoryLevel } from '../../src/core/signals/evidence.ts'
import { heldOutTruth } from '../../src/core/signals/held-out-truth.ts'
import { lastDaysFold } from '../../src/core/split/last-days-fold.ts'
import type { DayWindow } from '../../src/core/positions.ts'
import type { Dataset } from '../../src/core/tables/dataset.ts'
import { LIST_LENGTH, type ListOf } from './contenders.ts'

/** Days to learn from, and what judges a list on the days after them. */
export interface HoldOut {
  readonly training: DayWindow
  /** Clients who bought something of a known category inside the held-out days. */
  readonly clientCount: number
  /** NDCG@10 of each of them. */
  readonly ndcgOf: (listOf: ListOf) => Float64Array
}

/** Hold out the last 14 days. */
export function lastDaysOut(dataset: Dataset, level: CategoryLevel): HoldOut {
  const { training, test } = lastDaysFold(wholePeriod(dataset))
  const { columnOfLeaf, codes } = chooseCategories(dataset, training, level)
  const { truth } = heldOutTruth(dataset, test, columnOfLeaf, codes.length)
  const wanted = Array.from({ length: truth.rows }, (_, client) => ({ client, columns: rowOf(truth, client).columns }))
  const judges = wanted.filter(({ columns }) => columns.length > 0)
  return {
    training,
    clientCount: judges.length,
    ndcgOf: (listOf) =>
      Float64Array.from(judges, ({ client, columns }) =>
        ndcg(hitsOf(columns, listOf(client)), columns.length, LIST_LENGTH),
      ),
  }
}
