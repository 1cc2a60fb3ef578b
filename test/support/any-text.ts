import fc from 'fast-check'

const points = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 0xff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0x100, max: 0xd7ff }) },
  { weight: 1, arbitrary: fc.integer({ min: 0xe000, max: 0x10ffff }) },
)

/** Like `fc.string({ unit: 'binary' })`, which spends half a second on listing all characters. */
export const anyText = (bounds: fc.ArrayConstraints = {}): fc.Arbitrary<string> =>
  fc.array(points, bounds).map((each) => String.fromCodePoint(...each))
