// What `npm run build` changes in a module before it is bundled, so that the command starts sooner. It is given what esbuild prints
// without white space: there is one spelling of everything.

/** Declared at the top of every file of the bundle. */
export const BANNER = [
  'const __node = process.getBuiltinModule;',
  // Packages of the older kind ask for what is not in the bundle by `require`, which a module of the newer kind does not have.
  "const require = __node('node:module').createRequire(import.meta.url);",
].join(' ')

const NAME = '[\\w$]+'
const IMPORT = new RegExp(
  `\\bimport(?: ?(${NAME}))?,?(?:\\* ?as (${NAME}))?(?:\\{([^}]*)\\})? ?from ?"(node:[\\w/]+)"`,
  'g',
)

/**
 * Modules of Node's are asked for as `require` does, by the names that are used: an import reads all that one has, parts that are
 * loaded when they are read too. Undici comes with `node:http`, and streams come with `node:fs`.
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
 * What is loaded late becomes what is run late, out of the same file: each would be a file of its own, and what some of them share one
 * for each set of those, of which a command reads fifty.
 */
export const withoutOwnFiles = (code: string): string => code.replaceAll(/\bimport\((?="\.)/g, 'require(')

/** Commander loads what starts programs, for commands that are programs of their own. Here are none. */
export const withoutPrograms = (code: string): string => code.replaceAll('__node("node:child_process")', '{}')
