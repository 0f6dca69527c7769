import { FIELDS } from '../core/ingest/schema.ts'
import type { TableReader } from '../core/ingest/table-reader.ts'
import type { FileRole } from '../core/tables/table.ts'
import type { LoadProgress } from '../protocol/dataset-api.ts'
import { withGroups } from './join-files.ts'
import { Lanes } from './lanes.ts'
import { readFiles, type OpenSources } from './load-files.ts'
import { LoadedData } from './loaded-data.ts'
import { createPacedControl } from './paced-control.ts'

/** Rows of each made-up file: enough that the engine compiles the loops that read them, and few enough to be done in an instant. */
const ROWS: Readonly<Record<FileRole, number>> = {
  actions: 14_000,
  transactions: 16_000,
  demographics: 8_000,
  products: 300,
}

/** Rows of a client in the actions, which stand together as they do in real files. */
const SESSION_ROWS = 8
const STALL_MS = 30_000

const twoDigits = (value: number): string => String(value % 60).padStart(2, '0')

/** Cells of one row in the order of `FIELDS`. Numbers that are far apart stand in for chance. */
function cellsOf(role: FileRole, row: number): readonly (string | number)[] {
  const session = Math.floor(row / SESSION_ROWS)
  const spread = (row * 7919) % 65_537
  const day = `201907${twoDigits(1 + (session % 28))}`
  const minute = `${twoDigits(session % 24)}:${twoDigits(row)}`
  const product = String(spread % ROWS.products).padStart(4, '0')
  switch (role) {
    case 'actions': {
      const type = spread % 8
      const order = type === 6 ? 100_000 + session : ''
      const keyword = type === 0 ? `검색어 ${String(spread % 900)}` : ''
      const device = session % 3 === 0 ? 'mobile_web' : ''
      const times = [1 + (row % SESSION_ROWS), type, 'A01', day, minute, spread * 31]
      return [(session * 37) % ROWS.demographics, 1 + (session % 9), ...times, order, keyword, 23, 1743, 'PUSH', device]
    }
    case 'transactions':
      return [spread % ROWS.demographics, 100_000 + session, 1 + (row % 5), 'A03', product, day, minute, spread * 10, 1]
    case 'demographics':
      return [row, row % 2 === 0 ? 'F' : 'unknown', `${String(20 + (row % 5) * 10)}s`]
    case 'products':
      return [
        String(row).padStart(4, '0'),
        `분류 ${String(row % 6)}`,
        `분류 ${String(row % 30)}`,
        `분류 ${String(row)}`,
      ]
  }
}

function madeUpFile(role: FileRole): File {
  const lines = [FIELDS[role].map(({ name }) => name).join(',')]
  for (let row = 0; row < ROWS[role]; row += 1) lines.push(cellsOf(role, row).join(','))
  return new File([`${lines.join('\n')}\n`], `${role}.csv`)
}

/** Times that everything is read: what the engine compiles after the first is compiled for good. */
const ROUNDS = 2

/**
 * Read, join and drop a small made-up shop, while nobody waits: the first real file then meets code that the engine has already
 * compiled, which is a fifth of its time. Nothing is left of it.
 *
 * @param places those of the worker's own service
 * @param signal stops it: somebody waits now
 * @returns whether it came to its end
 */
export async function warmUp(
  places: { readonly reader: TableReader; readonly openSources: OpenSources },
  signal: AbortSignal,
): Promise<boolean> {
  const control = createPacedControl<LoadProgress>(
    () => undefined,
    () => signal.aborted,
  )
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const request = { files: (Object.keys(ROWS) as FileRole[]).map(madeUpFile), choices: {} }
      const { groups } = await readFiles(request, { ...places, stallMs: STALL_MS, lanes: new Lanes() }, control, signal)
      await new LoadedData().change((before) => withGroups(before, groups, [], () => Promise.resolve()), control)
    }
    return true
  } catch {
    // Only speed depends on it.
    return false
  }
}
