// The changes that `npm run build` makes to a module before it is bundled, so that the command starts sooner. Their input is what esbuild
// prints without white space, in which everything has only one spelling.

/** Declared at the top of every file of the bundle. */
export const BANNER = [
  'const __node = process.getBuiltinModule;',
  // CommonJS packages load what is not in the bundle by `require`, which an ES module does not have.
  "const require = __node('node:module').createRequire(import.meta.url);",
].join(' ')

const NAME = '[\\w$]+'
const IMPORT = new RegExp(
  `\\bimport(?: ?(${NAME}))?,?(?:\\* ?as (${NAME}))?(?:\\{([^}]*)\\})? ?from ?"(node:[\\w/]+)"`,
  'g',
)

/**
 * Loads Node's modules as `require` does, by the names that are used. An import reads everything that a module exports, including parts
 * that are loaded only when they are read: undici comes with `node:http`, and streams come with `node:fs`.
 */
export const withNodeAsked = (code: string): string =>
  code
    .replaceAll(IMPORT, (_all, byDefault?: string, whole?: string, names?: string, module?: string) => {
      const bound = [byDefault, whole, names && `{${names.replaceAll(' as ', ':')}}`]
      return bound.flatMap((name) => (name ? [`const ${name}=__node("${module}")`] : [])).join(';')
    })
    .replaceAll(/\brequire\("(node:[\w/]+)"\)/g, '__node("$1")')
    .replaceAll(/\bimport\("(node:[\w/]+)"\)/g, 'Promise.resolve(__node("$1"))')

/**
 * Turns what is loaded late into what is run late, within the same file. Otherwise each such module would be a file of its own, and what
 * several of them share a file for each set of them: one command would read fifty.
 */
export const withoutOwnFiles = (code: string): string => code.replaceAll(/\bimport\((?="\.)/g, 'require(')

/** Commander loads `child_process` for commands that are programs of their own. There are none here. */
export const withoutPrograms = (code: string): string => code.replaceAll('__node("node:child_process")', '{}')
