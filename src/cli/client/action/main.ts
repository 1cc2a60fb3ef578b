// What the GitHub Action runs, as one file that is built of this one (scripts/build-action.ts).
import { processVariables } from '../../../config/config.ts'
import { runAction } from './action.ts'

process.exitCode = await runAction(processVariables())
