// What is deployed with, held against what it deploys: a setting that was renamed, or a file that is not in the package, would be
// noticed on somebody's machine only.
import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { readConfig } from '../../src/config/config.ts'
import { settings } from '../../src/config/settings.ts'

const read = (path: string) => readFile(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8')
const known = new Set<string>(Object.values(settings).map(({ variable }) => variable))

const TEMPLATES = 'deploy/helm/assay/templates'
const templates = (await readdir(fileURLToPath(new URL(`../../${TEMPLATES}`, import.meta.url)))).map(
  (name) => `${TEMPLATES}/${name}`,
)
const files = ['Dockerfile', 'deploy/compose.yaml', 'deploy/assay.service', ...templates]

interface Compose {
  readonly services: Readonly<Record<string, { readonly environment: Readonly<Record<string, string>> }>>
}

describe('what the registry is deployed with', () => {
  for (const file of files)
    test(`${file} names settings that there are`, async () => {
      const named = (await read(file)).match(/\bASSAY_[A-Z_]+/g) ?? []
      assert.deepEqual(named.filter((variable) => !known.has(variable)), []) // prettier-ignore
    })

  test('the program that is started is the one that the package has', async () => {
    const { bin, name } = JSON.parse(await read('package.json')) as { readonly bin: { assay: string }; name: string }
    const service = await read('deploy/assay.service')
    assert.ok(service.includes(`/opt/${name}/node_modules/${name}/${bin.assay} serve`))
    const inImage = (await read('Dockerfile')).match(/"\/app\/\S+?"/g)
    assert.deepEqual(inImage, Array(2).fill(`"/app/${bin.assay}"`))
  })

  test('the volume of the image is of the user that it runs as, in the chart as well', async () => {
    const image = (await read('Dockerfile')).split(/^FROM /m).at(-1) ?? ''
    assert.match(image, /^\S+:nonroot$/m)
    const [, volume = ''] = /^VOLUME (\S+)$/m.exec(image) ?? []
    const [, owner = ''] = new RegExp(`^COPY .*--chown=(\\d+):\\1 ${volume} ${volume}$`, 'm').exec(image) ?? []
    const chart = await read(`${TEMPLATES}/statefulset.yaml`)
    for (const name of ['runAsUser', 'runAsGroup', 'fsGroup'])
      assert.match(chart, new RegExp(`^ +${name}: ${owner}$`, 'm'))
  })

  test('what is set in them is what the server takes', async () => {
    const { services } = parse(await read('deploy/compose.yaml')) as Compose
    const inImage = Object.fromEntries(
      [...(await read('Dockerfile')).matchAll(/(ASSAY_[A-Z_]+)=(\S+)/g)].map(([, variable = '', value = '']) => [
        variable,
        value,
      ]),
    )
    const given = Object.entries(services['assay']?.environment ?? {}).map(([variable, value]) => [
      variable,
      value.replaceAll(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1').replaceAll(/\$\{[A-Z_]+:\?[^}]*\}/g, 'secret'),
    ])
    const env = { ...inImage, ...(Object.fromEntries(given) as Record<string, string>) }
    const config = readConfig({ flags: {}, env, terminal: false })
    assert.deepEqual(config.listen, { host: '0.0.0.0', port: 8443 })
    assert.equal(config.dataDirectory, '/data')
    assert.equal(config.databaseUrl, 'postgres://assay:secret@database:5432/assay')
    assert.equal(config.logFormat, 'json')
  })

  test('the chart is of this version, and of the Node that the project asks for', async () => {
    const { version, engines } = JSON.parse(await read('package.json')) as {
      version: string
      engines: { node: string }
    }
    const chart = parse(await read('deploy/helm/assay/Chart.yaml')) as { version: string; appVersion: string }
    assert.deepEqual([chart.version, chart.appVersion], [version, version])
    const major = /\d+/.exec(engines.node)?.[0] ?? ''
    const images = [...(await read('Dockerfile')).matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)
    assert.equal(images.length, 2)
    for (const image of images) assert.match(image ?? '', new RegExp(`node(?:js|:)${major}\\b`))
  })
})
