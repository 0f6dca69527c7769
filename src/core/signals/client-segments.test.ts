import { describe, expect, it } from 'vitest'
import { dayOf } from '../ingest/parse-cell.ts'
import { asDay } from '../positions.ts'
import { datasetOf, line, search } from '../tables/table.fixture.ts'
import type { Dataset } from '../tables/dataset.ts'
import { clientSegments } from './client-segments.ts'

const september = { startDay: asDay(dayOf(2019, 9, 1)), endDay: asDay(dayOf(2019, 10, 1)) }
const person = (client: string, gender: string, age: string) => ({
  clnt_id: client,
  clnt_gender: gender,
  clnt_age: age,
})
const bought = (client: string, unit: string, day: string) => ({ ...line(client, '1', day), biz_unit: unit })
const searched = (client: string, unit: string, day: string) => ({ ...search(client, '우유', day), biz_unit: unit })

/** Segment of each client in words. */
function namesOf(dataset: Dataset, window = september): Record<string, string> {
  const { ofClient, labels } = clientSegments(dataset, window)
  return Object.fromEntries(
    dataset.clients.ids.map((id, client) => {
      const label = labels[ofClient[client]!]
      if (label === undefined) return [id, 'none']
      return [id, label.kind === 'unit' ? label.unit : `${label.gender} ${label.age}`]
    }),
  )
}

describe('clientSegments', () => {
  it('takes gender and decade of age where both are known, and the main unit of the lines else', () => {
    const dataset = datasetOf({
      demographics: [
        person('1', 'F', '34'),
        person('2', 'F', '30'),
        person('3', 'unknown', 'unknown'),
        person('4', 'M', ''),
        person('5', 'M', '60+'),
        person('6', 'F', '30'),
        person('6', 'M', '50'),
      ],
      transactions: [
        bought('1', 'B01', '2019-09-10'),
        bought('3', 'B02', '2019-09-10'),
        bought('3', 'A03', '2019-09-11'),
        bought('3', 'B02', '2019-09-12'),
        bought('4', 'B02', '2019-09-10'),
        bought('4', 'A03', '2019-09-10'),
      ],
    })
    expect(namesOf(dataset)).toEqual({ '1': 'F 30', '2': 'F 30', '3': 'B02', '4': 'A03', '5': 'M 60+', '6': 'F 30' })
    const { ofClient, labels } = clientSegments(dataset, september)
    expect(ofClient[0]).toBe(ofClient[1])
    expect(labels).toHaveLength(4)
  })

  it('takes the main unit of the actions where there is no line', () => {
    const dataset = datasetOf({
      actions: [
        searched('1', 'A02', '2019-09-10'),
        searched('1', 'A02', '2019-09-10'),
        searched('1', 'A01', '2019-09-10'),
        searched('2', 'A02', '2019-09-10'),
        searched('2', 'A02', '2019-09-10'),
        searched('3', '', '2019-09-10'),
      ],
      transactions: [bought('2', 'B01', '2019-09-10')],
    })
    expect(namesOf(dataset)).toEqual({ '1': 'A02', '2': 'B01', '3': 'none' })
  })

  it('sees no line and no action outside the window', () => {
    const inside = [bought('1', 'A03', '2019-09-30'), bought('2', 'B01', '2019-09-01')]
    const outside = [
      bought('1', 'B01', '2019-10-01'),
      bought('1', 'B01', '2019-10-02'),
      bought('2', 'A03', '2019-08-31'),
      bought('2', 'A03', '2019-08-31'),
      bought('3', 'A03', '2019-10-01'),
    ]
    const actions = [searched('3', 'A01', '2019-10-01')]
    expect(namesOf(datasetOf({ transactions: [...inside, ...outside], actions }))).toEqual({
      '1': 'A03',
      '2': 'B01',
      '3': 'none',
    })
  })

  it('has no segments without a word on anybody', () => {
    const { ofClient, labels } = clientSegments(datasetOf({ transactions: [line('1', '1', '2019-09-10')] }), september)
    expect([...ofClient]).toEqual([-1])
    expect(labels).toEqual([])
  })
})
