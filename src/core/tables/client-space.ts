import type { ClientIndex } from '../positions.ts'
import { asClientIndex } from '../positions.ts'
import { sortNatural } from './natural-order.ts'
import type { Column, Table } from './table.ts'

/** All clients of a data set: the union of the ids of its tables, in natural order. */
export interface ClientSpace {
  readonly count: number
  /** Text as in the files: `7` and `007` are two clients. */
  readonly ids: readonly string[]
  /** `null` for an id that no file has. */
  readonly indexOf: (clientId: string) => ClientIndex | null
}

/** The column that names the client of each row. */
function clientColumn(table: Table): Column | null {
  return table.columns.get('clnt_id') ?? null
}

/** Gather the clients of all tables. */
export function buildClientSpace(tables: Iterable<Table>): ClientSpace {
  const distinct = new Set<string>()
  for (const table of tables) {
    const dictionary = clientColumn(table)?.dictionary
    if (dictionary === undefined || dictionary === null) continue
    for (let code = 1; code < dictionary.size; code += 1) distinct.add(dictionary.textOf(code))
  }
  const ids = sortNatural([...distinct])
  const positions = new Map(ids.map((id, index) => [id, index] as const))
  return {
    count: ids.length,
    ids,
    indexOf: (clientId) => {
      const index = positions.get(clientId)
      return index === undefined ? null : asClientIndex(index)
    },
  }
}

/** The client of each row of a table, shape `[rows]`. Every row of a table has one. */
export function clientOfRows(table: Table, clients: ClientSpace): Uint32Array {
  const out = new Uint32Array(table.rowCount)
  const column = clientColumn(table)
  if (column?.dictionary == null) return out
  const { dictionary } = column
  const clientOfCode = new Uint32Array(dictionary.size)
  for (let code = 1; code < dictionary.size; code += 1) {
    clientOfCode[code] = clients.indexOf(dictionary.textOf(code)) ?? 0
  }
  let row = 0
  for (const chunk of column.chunks) {
    for (let at = 0; at < chunk.length; at += 1) {
      out[row] = clientOfCode[chunk[at]!]!
      row += 1
    }
  }
  return out
}
