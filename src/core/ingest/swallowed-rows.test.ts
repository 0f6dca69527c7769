import { describe, expect, it } from 'vitest'
import type { PlannedColumn } from './match-header.ts'
import { RecordScan } from './record-scan.ts'
import { FIELDS } from './schema.ts'
import { swallowsRows } from './swallowed-rows.ts'

/** Whether the first record of a text is taken for swallowed rows; columns are named as in the transactions, others are not read. */
function isSwallowed(text: string, names: readonly string[]): boolean {
  const bytes = new TextEncoder().encode(text)
  const columns: PlannedColumn[] = names.flatMap((name, index) => {
    const field = FIELDS.transactions.find((each) => each.name === name)
    return field === undefined ? [] : [{ source: name, index, field }]
  })
  const scan = new RecordScan(44)
  expect(scan.scan(bytes, 0, bytes.length, true)).toBe('sound')
  const end = scan.isTerminated ? scan.next - 1 : scan.next
  return swallowsRows(bytes, 0, end, scan.count, { delimiter: 44, width: names.length, columns })
}

const DATED = ['clnt_id', 'note', 'de_dt']
const TEXTS = ['a', 'b', 'c']

describe('a record over several lines', () => {
  it('is text where the lines in it are no rows', () => {
    expect(isSwallowed('7,"two\nlines",20190701', DATED)).toBe(false)
    expect(isSwallowed('7,"one, two\nthree, four",20190701', ['clnt_id', 'note', 'de_dt', 'x'])).toBe(false)
    expect(isSwallowed('a,b,"two\nlines, and more"', TEXTS)).toBe(false)
    expect(isSwallowed('"a\nb"', ['a'])).toBe(false)
    expect(isSwallowed('5",",\n"', ['a', 'b'])).toBe(false)
  })

  it('is swallowed rows where one below the first has a good date in its place', () => {
    expect(isSwallowed('7,"x,20190701\n8,y,20190702\n9,z",20190703', DATED)).toBe(true)
    expect(isSwallowed('7,"x,20190701\r\nragged\r\n9,z",20190703', DATED)).toBe(true)
    expect(isSwallowed('7,"x,y\nand, not so",20190703', DATED)).toBe(true)
    expect(isSwallowed('7,"x,y\n,z",20190703', DATED)).toBe(false)
    expect(isSwallowed('7,"x\nand, not so",20190703', DATED)).toBe(false)
    expect(isSwallowed('7,"x,20190701\n8,y,2019070\n9,z",never', DATED)).toBe(false)
  })

  it('is swallowed rows where nothing is known of the columns, and every line is as wide as a row', () => {
    expect(isSwallowed('1,2,"x\n4,5,y"', TEXTS)).toBe(true)
    expect(isSwallowed('1,"x,3\n4,""5,6\n7,y",9', TEXTS)).toBe(true)
    expect(isSwallowed('1,2,"x\n4,5\n6,7,y"', TEXTS)).toBe(false)
  })

  it('is ragged and swallowed rows where one line before the last is as wide as a row', () => {
    expect(isSwallowed('1,"x,3\n4,y"', TEXTS)).toBe(true)
    expect(isSwallowed('1,"x\ny"', TEXTS)).toBe(false)
    expect(isSwallowed('"a, b","x\ny"', TEXTS)).toBe(false)
  })
})
