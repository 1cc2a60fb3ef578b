import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describePort } from '../../support/describe-port.ts'
import { storedPerson } from '../arrange-people.ts'
import { at, newId } from '../arrange.ts'

describePort('identities', (store) => {
  test('a person is found by issuer and subject together', async () => {
    const { principal } = await storedPerson(store())
    const subject = newId()
    const identity = { issuer: 'https://one.example', subject, principalId: principal.id, createdAt: at(0) }
    await store().transaction(({ identities }) => identities.insert(identity))
    assert.deepEqual(await store().identities.find(identity.issuer, subject), identity)
    assert.equal(await store().identities.find('https://other.example', subject), undefined)
    assert.equal(await store().identities.find(identity.issuer, 'unknown'), undefined)
    assert.deepEqual(await store().identities.list(principal.id), [identity])
    assert.deepEqual(await store().identities.list('unknown'), [])
  })

  test('one subject is one person', async () => {
    const [one, other] = [await storedPerson(store()), await storedPerson(store())]
    const subject = newId()
    const insert = (principalId: string) =>
      store().transaction(({ identities }) =>
        identities.insert({ issuer: 'https://one.example', subject, principalId, createdAt: at(0) }),
      )
    await insert(one.principal.id)
    await assert.rejects(insert(other.principal.id))
  })
})
