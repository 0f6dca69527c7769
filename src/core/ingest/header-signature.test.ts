import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerSignature } from './header-signature.ts'
import { refusalOf } from './sniff.fixture.ts'

describe('the signature of a header', () => {
  it('is the same for the same names, however they are written, and another one otherwise', () => {
    const signature = headerSignature(['clnt_id', 'Alter', '나이'])
    expect(signature).toMatch(/^[0-9a-f]{16}$/)
    expect(headerSignature([' CLNT_ID', '"alter"', '나이'.normalize('NFD')])).toBe(signature)
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4 })), fc.array(fc.string({ maxLength: 4 })), (one, other) => {
        const normal = (names: readonly string[]) =>
          JSON.stringify(
            names.map((name) =>
              name
                .normalize('NFC')
                .replace(/^[\s"']+|[\s"']+$/g, '')
                .toLowerCase(),
            ),
          )
        expect(headerSignature(one) === headerSignature(other)).toBe(normal(one) === normal(other))
      }),
    )
    expect(headerSignature(['ab', 'c'])).not.toBe(headerSignature(['a', 'bc']))
    expect(headerSignature(['a', 'b'])).not.toBe(headerSignature(['b', 'a']))
  })

  it('is that of its preview', () => {
    const header = Array.from({ length: 80 }, (_, at) => `name ${at}`)
    const refusal = refusalOf([header.join(','), header.join(',')])
    expect(headerSignature(refusal?.preview?.records[0] ?? [])).toBe(headerSignature(header))
  })
})
