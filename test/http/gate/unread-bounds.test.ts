// Which clients read too little of a response, in numbers; unread-answers.test.ts uses sockets.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { type UnreadAnswers, unreadAnswers } from '../../../src/http/gate/unread-answers.ts'

interface Reader {
  readonly name: string
  readonly block: string | null
  unsent: number
  taken: number
}

const KIB = 1024
const watch = () => unreadAnswers<Reader>({ inAll: 100, perAddress: 60 }, (reader) => reader)
const reader = (name: string, block: string | null, unsent: number): Reader => ({ name, block, unsent, taken: 0 })
/** The names of the readers given up within this many seconds; `each` runs in every second and lets readers read. */
function givenUp(
  watched: UnreadAnswers<Reader>,
  readers: Reader[],
  seconds: number,
  each: () => void = () => undefined,
) {
  const names: string[] = []
  for (let passed = 0; passed < seconds; passed++) {
    each()
    for (const gone of watched.second(readers)) {
      readers.splice(readers.indexOf(gone), 1)
      names.push(gone.name)
    }
  }
  return names
}

describe('an answer that is not taken', () => {
  test('is given up after a minute in which less went than 64 KiB', () => {
    const watched = watch()
    const readers = [reader('none', 'a', 10), reader('a byte', 'b', 10), reader('little', 'c', 10)]
    const [, byte, little] = readers as [Reader, Reader, Reader]
    const take = () => {
      byte.taken += 1
      little.taken += 1092
    }
    assert.deepEqual(givenUp(watched, readers, 60, take), [])
    assert.deepEqual(givenUp(watched, readers, 1, take), ['none', 'a byte', 'little'])
  })

  test('is waited for as long as 64 KiB of it go in every minute', () => {
    const watched = watch()
    const readers = [reader('steady', 'a', 10)]
    const [steady] = readers as [Reader]
    const take = () => {
      steady.taken += 1100
    }
    assert.deepEqual(givenUp(watched, readers, 1000, take), [])
    assert.deepEqual(givenUp(watched, readers, 119), ['steady'])
  })

  test('is of no account when it is taken from time to time', () => {
    const watched = watch()
    const readers = [reader('idle', 'a', 0)]
    const [idle] = readers as [Reader]
    let second = 0
    const ask = () => {
      idle.unsent = second++ % 50 === 0 ? 0 : 50
    }
    assert.deepEqual(givenUp(watched, readers, 1000, ask), [])
  })

  test('is given up sooner when its address has too many, the largest first', () => {
    const watched = watch()
    const readers = [
      reader('small', 'a', 10),
      reader('large', 'a', 30),
      reader('middle', 'a', 25),
      reader('b', 'b', 35),
    ]
    assert.deepEqual(givenUp(watched, readers, 5), [])
    assert.deepEqual(givenUp(watched, readers, 1), ['large'])
    assert.deepEqual(givenUp(watched, readers, 20), [])
  })

  test('is given up sooner when there are too many in all, first what has been held for long', () => {
    const watched = watch()
    const readers = [reader('old', null, 40), reader('new', null, 45)]
    assert.deepEqual(givenUp(watched, readers, 4), [])
    readers.push(reader('latest', 'c', 45))
    assert.deepEqual(givenUp(watched, readers, 5), [])
    assert.deepEqual(givenUp(watched, readers, 1), ['new'])
    assert.deepEqual(givenUp(watched, readers, 20), [])
  })

  test('has no part in what others do not take while it goes, be it slowly', () => {
    const watched = watch()
    const readers = [reader('slow', 'a', 60), reader('stopped', 'b', 50)]
    const [slow] = readers as [Reader]
    const take = () => {
      slow.taken += 2 * KIB
    }
    assert.deepEqual(givenUp(watched, readers, 50, take), [])
  })
})
