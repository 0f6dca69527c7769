import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildClientSpace, clientOfRows } from './client-space.ts'
import { createDictionary } from './dictionary.ts'
import { compareNatural } from './natural-order.ts'
import { encodeUtf8 } from './utf8.ts'
import type { Table } from './table.ts'

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

/** A table of nothing but ids, one row each, code 0 never used. */
function tableOf(ids: readonly string[]): Table {
  const distinct = [...new Set(ids)]
  const dictionary = createDictionary({ encoding: 'utf-8', ...encodeUtf8(['', ...distinct]) }, decode)
  const codes = Uint16Array.from(ids, (id) => distinct.indexOf(id) + 1)
  const column = { name: 'clnt_id', kind: 'text' as const, length: ids.length, missing: null, missingCount: 0 }
  return {
    role: 'demographics',
    rowCount: ids.length,
    columns: new Map([['clnt_id', { ...column, chunks: ids.length === 0 ? [] : [codes], dictionary }]]),
    sources: [{ fileName: 'x', sizeBytes: 1, firstRow: 0, lineBreaks: [] }],
    fingerprint: '',
  }
}

const id = fc.oneof(
  fc.nat(30).map(String),
  fc.nat({ max: 2 ** 31 }).map(String),
  fc.constantFrom('007', '0', '00', '7', 'A1', 'a1', '-3', '1.5', '__proto__', 'constructor', '가', 'é', '９'),
  fc.constantFrom('9007199254740993', '9007199254740992', '999999999999999', '1000000000000000', '0999999999999999'),
  fc.string({ minLength: 1, maxLength: 4 }).filter((text) => text.trim() === text && text !== ''),
)

describe('the clients of some tables', () => {
  it('are the distinct ids in natural order, and each row finds its own', () => {
    fc.assert(
      fc.property(fc.array(fc.array(id, { maxLength: 12 }), { maxLength: 3 }), (files) => {
        const tables = files.map(tableOf)
        const clients = buildClientSpace(tables)
        expect(clients.ids).toEqual([...new Set(files.flat())].sort(compareNatural))
        expect(clients.count).toBe(clients.ids.length)
        clients.ids.forEach((known, index) => {
          expect(clients.indexOf(known)).toBe(index)
        })
        files.forEach((ids, index) => {
          expect(Array.from(clientOfRows(tables[index]!, clients), (client) => clients.ids[client])).toEqual(ids)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('are not taken for each other', () => {
    const clients = buildClientSpace([tableOf(['7', '1048576', 'x'])])
    for (const stranger of ['07', '8', '1048577', 'X', '', '__proto__']) expect(clients.indexOf(stranger)).toBeNull()
  })
})
