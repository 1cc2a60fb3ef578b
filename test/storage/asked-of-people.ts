// Calls of the ports of users, their sessions and sign-ins; see asked-of-ports.ts.
import { aBrowserLogin, aLoginSecret, aSession, anAccount, anInvitation } from './arrange-people.ts'
import { anOrganization, aPrincipal } from './arrange.ts'
import type { AskedOfPorts } from './asked-of-ports.ts'
import { pages, up } from './asked-pages.ts'
import { AT, known, SOON } from './years.ts'

const organization = anOrganization({ id: known.organization })
const principal = aPrincipal(organization, { id: known.principal })

export const askedOfPeople: Pick<AskedOfPorts, 'users' | 'sessions' | 'invitations' | 'browserLogins' | 'identities'> =
  {
    users: {
      insert: { one: (port) => port.insert(anAccount(principal)) },
      find: { one: (port) => port.find(known.person) },
      findMany: { few: (port) => port.findMany([known.person, 'nobody']) },
      findByEmail: { one: (port) => port.findByEmail(known.organization, 'email-100001') },
      list: pages((port, page) => port.list(known.organization, page), {
        'by age': [[AT, 'principal-100007'], up('createdAt')],
      }),
      count: { all: (port) => port.count(known.organization) },
      update: { one: (port) => port.update(anAccount({ ...principal, id: known.person })) },
      useStep: { one: (port) => port.useStep(known.person, 7) },
      putRecoveryCodes: { all: (port) => port.putRecoveryCodes(known.person, ['one', 'two']) },
      useRecoveryCode: { one: (port) => port.useRecoveryCode(known.person, 'one') },
      countRecoveryCodes: { all: (port) => port.countRecoveryCodes(known.person) },
    },
    sessions: {
      insert: { one: (port) => port.insert(aSession(principal)) },
      find: { one: (port) => port.find('hash-1000001') },
      list: { some: (port) => port.list(known.person, 10) },
      see: { one: (port) => port.see('hash-1000001', SOON, AT) },
      delete: { one: (port) => port.delete('hash-1000001') },
      deleteAll: { all: (port) => port.deleteAll(known.person) },
      deleteExpired: { some: (port) => port.deleteExpired(SOON, 10) },
    },
    invitations: {
      insert: { one: (port) => port.insert(anInvitation(organization)) },
      find: { one: (port) => port.find('invitation-100001') },
      findByHash: { one: (port) => port.findByHash('hash-1000001') },
      list: pages((port, page) => port.list(known.organization, page), {
        'by age': [[AT, 'invitation-100007'], up('createdAt')],
      }),
      accept: { one: (port) => port.accept('invitation-100001', SOON) },
      delete: { one: (port) => port.delete('invitation-100001') },
      deleteOpen: { some: (port) => port.deleteOpen(known.organization, 'email-100001') },
      deleteExpired: { some: (port) => port.deleteExpired(SOON, 10) },
    },
    browserLogins: {
      insert: { one: (port) => port.insert(aBrowserLogin(principal)) },
      find: { one: (port) => port.find('grant-1000001') },
      list: { some: (port) => port.list(known.person, 10) },
      extend: { one: (port) => port.extend('grant-1000001', SOON) },
      delete: { one: (port) => port.delete('grant-1000001') },
      deleteAll: { all: (port) => port.deleteAll(known.principal) },
      deleteExpired: { some: (port) => port.deleteExpired(SOON, 3) },
      insertSecret: { one: (port) => port.insertSecret(aLoginSecret('grant-1000002')) },
      findSecret: { one: (port) => port.findSecret('hash-1000001') },
      useSecret: { one: (port) => port.useSecret('hash-1000001', SOON) },
    },
    identities: {
      insert: {
        one: (port) => port.insert({ issuer: 'new', subject: 'new', principalId: known.person, createdAt: AT }),
      },
      find: { one: (port) => port.find('https://issuer.example', 'subject-100001') },
      list: { all: (port) => port.list(known.person) },
    },
  }
