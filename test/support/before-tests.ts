// Loaded before every test process of a whole run (`node --import`), to spare it what takes long and shows nothing.
import hooks from 'node:async_hooks'
import { registerHooks } from 'node:module'

// bundled-kysely.ts put it there.
const at = (name: string) => new URL(`../../node_modules/.cache/assay/kysely/${name}.mjs`, import.meta.url).href
const bundled: Readonly<Record<string, string>> = { kysely: at('kysely'), 'kysely/migration': at('migration') }
// An import of `node:http` reads all its names, and with the last of them loads undici, which nobody here asks for.
const HTTP = 'assay-test:http'
const withoutUndici = () => {
  const http = Object.getOwnPropertyDescriptors(process.getBuiltinModule('node:http'))
  const names = Object.keys(http).filter((name) => 'value' in (http[name as keyof typeof http] ?? {}))
  const asked = "const http = process.getBuiltinModule('node:http')"
  return `${asked}; export { http as default }; export const { ${names.join(', ')} } = http`
}
registerHooks({
  resolve(specifier, context, next) {
    const url = specifier === 'node:http' ? HTTP : bundled[specifier]
    return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true }
  },
  load: (url, context, next) =>
    url === HTTP ? { source: withoutUndici(), format: 'module', shortCircuit: true } : next(url, context),
})

// Node's test runner follows every promise, to tell which test it is of when nobody handles what it was rejected with: a sixth
// of what a test does. Without that the whole file fails, with the same error.
const { createHook } = hooks
hooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false })
