// Loaded before every test process of a whole run (`node --import`), to skip slow work that no test depends on.
import hooks from 'node:async_hooks'
import { registerHooks } from 'node:module'

// Written by bundled-kysely.ts.
const at = (name: string) => new URL(`../../node_modules/.cache/assay/kysely/${name}.mjs`, import.meta.url).href
const bundled: Readonly<Record<string, string>> = { kysely: at('kysely'), 'kysely/migration': at('migration') }
// Importing `node:http` reads all its names, and the last of them loads undici, which no test uses.
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

// Node's test runner tracks every promise, to attribute an unhandled rejection to its test. That takes a sixth of a test's time. Without it
// the whole file fails, with the same error.
const { createHook } = hooks
hooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false })
