import { clientOfCodes } from '../tables/client-space.ts'
import type { Dataset } from '../tables/dataset.ts'
import type { RowIndex } from '../tables/row-index.ts'
import { cellAt, type FileRole } from '../tables/table.ts'
import type { Coverage, FindingState, QualityFinding } from './finding.ts'

/** Files that name clients, in the order of the pairs. */
const CLIENT_ROLES: readonly FileRole[] = ['actions', 'transactions', 'demographics']

/** With less than this share of the smaller side in common, the ids of two files are probably written in two ways. */
const LEAST_COMMON = 0.01

function rowsOfIndex({ start }: RowIndex): Uint32Array {
  const rows = new Uint32Array(start.length - 1)
  for (let client = 0; client < rows.length; client += 1) rows[client] = start[client + 1]! - start[client]!
  return rows
}

/** Rows of each client in each file that names clients, shape `[clients]`. */
function rowsPerClient({ actionRows, lineRows, tables, clients }: Dataset): ReadonlyMap<FileRole, Uint32Array> {
  const out = new Map<FileRole, Uint32Array>()
  if (actionRows !== null) out.set('actions', rowsOfIndex(actionRows))
  if (lineRows !== null) out.set('transactions', rowsOfIndex(lineRows))
  const people = tables.get('demographics')
  const ids = people?.columns.get('clnt_id')
  if (people !== undefined && ids !== undefined) {
    const clientOfCode = clientOfCodes(ids, clients)
    const counts = new Uint32Array(clients.count)
    for (let row = 0; row < people.rowCount; row += 1) counts[clientOfCode[cellAt(ids, row)]!]! += 1
    out.set('demographics', counts)
  }
  return out
}

function coverageOf(from: Uint32Array, to: Uint32Array): Coverage {
  let rows = 0
  let rowsFound = 0
  let distinct = 0
  let distinctFound = 0
  for (let client = 0; client < from.length; client += 1) {
    const count = from[client]!
    if (count === 0) continue
    rows += count
    distinct += 1
    if (to[client] === 0) continue
    rowsFound += count
    distinctFound += 1
  }
  return { rows, rowsFound, distinct, distinctFound }
}

/** How two sides met: all of both, some, or so few that something is wrong. */
export function joinState(there: Coverage, back: Pick<Coverage, 'distinct' | 'distinctFound'>): FindingState {
  if (there.distinctFound === there.distinct && back.distinctFound === back.distinct) return 'checked'
  return there.distinctFound < LEAST_COMMON * Math.min(there.distinct, back.distinct) || there.distinctFound === 0
    ? 'look'
    : 'kept'
}

/** Clients of every two files looked up in each other, and clients whom no event names. */
export function clientFindings(dataset: Dataset): readonly QualityFinding[] {
  const rows = rowsPerClient(dataset)
  const findings: QualityFinding[] = []
  CLIENT_ROLES.forEach((role, at) => {
    for (const other of CLIENT_ROLES.slice(at + 1)) {
      const from = rows.get(role)
      const to = rows.get(other)
      if (from === undefined || to === undefined) continue
      const there = coverageOf(from, to)
      const back = coverageOf(to, from)
      findings.push({ code: 'client-join', state: joinState(there, back), roles: [role, other], there, back })
    }
  })
  const clients = dataset.clients.count
  const actions = rows.get('actions')
  const lines = rows.get('transactions')
  if (actions !== undefined || lines !== undefined) {
    let idle = 0
    for (let client = 0; client < clients; client += 1)
      if ((actions?.[client] ?? 0) + (lines?.[client] ?? 0) === 0) idle += 1
    findings.push({ code: 'idle-clients', state: idle === 0 ? 'checked' : 'kept', clients, idle })
  }
  return findings
}
