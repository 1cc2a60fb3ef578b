// The entry point of the GitHub Action, which scripts/build-action.ts bundles into one file.
import { processVariables } from '../../../config/config.ts'
import { runAction } from './action.ts'

process.exitCode = await runAction(processVariables())
