// Loaded before every test process of a whole run (`node --import`), to spare it what takes long and shows nothing.
import hooks from 'node:async_hooks'
import { registerHooks } from 'node:module'

// bundled-kysely.ts put it there.
const at = (name: string) => new URL(`../../node_modules/.cache/assay/kysely/${name}.mjs`, import.meta.url).href
const bundled: Readonly<Record<string, string>> = { kysely: at('kysely'), 'kysely/migration': at('migration') }
registerHooks({
  resolve(specifier, context, next) {
    const url = bundled[specifier]
    return url === undefined ? next(specifier, context) : { url, format: 'module', shortCircuit: true }
  },
})

// Node's test runner follows every promise, to tell which test it is of when nobody handles what it was rejected with: a sixth
// of what a test does. Without that the whole file fails, with the same error.
const { createHook } = hooks
hooks.createHook = (callbacks) => createHook({ ...callbacks, trackPromises: false })
