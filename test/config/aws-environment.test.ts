import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awsEnvironment } from '../../src/config/aws-environment.ts'

const nowhere = { logs: '', sts: '' }
const key = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'secret' }
const web = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/assay' }

test('a server is nobody to AWS, or who the variables of the SDKs say', () => {
  assert.deepEqual(awsEnvironment({}), { own: null, endpoints: nowhere })
  assert.deepEqual(awsEnvironment({ ...key, ...web, AWS_SESSION_TOKEN: 'session' }).own, {
    ...{ kind: 'key', accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'session' },
  })
  const { AWS_ROLE_ARN: roleArn, AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile } = web
  const identity = { kind: 'web-identity', tokenFile, roleArn, sessionName: 'assay' }
  assert.deepEqual(awsEnvironment(web).own, identity)
  assert.deepEqual(awsEnvironment({ ...web, AWS_ROLE_SESSION_NAME: 'one' }).own, { ...identity, sessionName: 'one' })
  assert.equal(awsEnvironment({ AWS_ROLE_ARN: roleArn }).own, null)
})

test('services are where their own variable says, else the common one', () => {
  const common = { AWS_ENDPOINT_URL: 'http://localhost:4566' }
  const both = { logs: 'http://localhost:4566/', sts: 'http://localhost:4566/' }
  assert.deepEqual(awsEnvironment(common).endpoints, both)
  const own = { AWS_ENDPOINT_URL_STS: 'https://sts.internal', AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: '' }
  assert.deepEqual(awsEnvironment({ ...common, ...own }).endpoints, { ...both, sts: 'https://sts.internal/' })
})

test('half a key and what is no address are refused by their variables, the secret untold', () => {
  assert.throws(
    () => awsEnvironment({ AWS_ACCESS_KEY_ID: 'AKIA' }),
    /^DomainError: AWS_ACCESS_KEY_ID: needs AWS_SECRET/,
  )
  assert.throws(
    () => awsEnvironment({ AWS_SECRET_ACCESS_KEY: 'hush' }),
    (error: Error) => !error.message.includes('hush'),
  )
  for (const text of ['localhost', 'ftp://a', 'https://u:p@a'])
    assert.throws(() => awsEnvironment({ AWS_ENDPOINT_URL: text }), /AWS_ENDPOINT_URL: ".*" is not allowed: use https/)
})
