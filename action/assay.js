// Made by scripts/build-action.ts from src/cli/client/action/main.ts. Never edited.
// aws4fetch 1.0.20
//
// Copyright 2018 Michael Hart (michael.hart.au@gmail.com)
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of
// this software and associated documentation files (the "Software"), to deal in
// the Software without restriction, including without limitation the rights to
// use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies
// of the Software, and to permit persons to whom the Software is furnished to do
// so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all
// copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
// IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
// FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
// AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
// LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
// OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
// SOFTWARE.
//
// commander 14.0.3
//
// (The MIT License)
//
// Copyright (c) 2011 TJ Holowaychuk <tj@vision-media.ca>
//
// Permission is hereby granted, free of charge, to any person obtaining
// a copy of this software and associated documentation files (the
// 'Software'), to deal in the Software without restriction, including
// without limitation the rights to use, copy, modify, merge, publish,
// distribute, sublicense, and/or sell copies of the Software, and to
// permit persons to whom the Software is furnished to do so, subject to
// the following conditions:
//
// The above copyright notice and this permission notice shall be
// included in all copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED 'AS IS', WITHOUT WARRANTY OF ANY KIND,
// EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
// MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT.
// IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY
// CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT,
// TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
// SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
//
// env-paths 4.0.0
//
// MIT License
//
// Copyright (c) Sindre Sorhus <sindresorhus@gmail.com> (https://sindresorhus.com)
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
//
// is-safe-filename 0.1.1
//
// MIT License
//
// Copyright (c) Sindre Sorhus <sindresorhus@gmail.com> (https://sindresorhus.com)
//
// Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:
//
// The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.
//
// THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
//
import { createRequire as requireOf } from 'node:module'
const require = requireOf(import.meta.url)

var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __require = /* @__PURE__ */ ((x) => typeof require !== "undefined" ? require : typeof Proxy !== "undefined" ? new Proxy(x, {
  get: (a, b) => (typeof require !== "undefined" ? require : a)[b]
}) : x)(function(x) {
  if (typeof require !== "undefined") return require.apply(this, arguments);
  throw Error('Dynamic require of "' + x + '" is not supported');
});
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __commonJS = (cb, mod) => function __require2() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/commander/lib/error.js
var require_error = __commonJS({
  "node_modules/commander/lib/error.js"(exports) {
    var CommanderError2 = class extends Error {
      /**
       * Constructs the CommanderError class
       * @param {number} exitCode suggested exit code which could be used with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       */
      constructor(exitCode, code, message) {
        super(message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
        this.code = code;
        this.exitCode = exitCode;
        this.nestedError = void 0;
      }
    };
    var InvalidArgumentError2 = class extends CommanderError2 {
      /**
       * Constructs the InvalidArgumentError class
       * @param {string} [message] explanation of why argument is invalid
       */
      constructor(message) {
        super(1, "commander.invalidArgument", message);
        Error.captureStackTrace(this, this.constructor);
        this.name = this.constructor.name;
      }
    };
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
  }
});

// node_modules/commander/lib/argument.js
var require_argument = __commonJS({
  "node_modules/commander/lib/argument.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Argument2 = class {
      /**
       * Initialize a new command argument with the given name and description.
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @param {string} name
       * @param {string} [description]
       */
      constructor(name, description) {
        this.description = description || "";
        this.variadic = false;
        this.parseArg = void 0;
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.argChoices = void 0;
        switch (name[0]) {
          case "<":
            this.required = true;
            this._name = name.slice(1, -1);
            break;
          case "[":
            this.required = false;
            this._name = name.slice(1, -1);
            break;
          default:
            this.required = true;
            this._name = name;
            break;
        }
        if (this._name.endsWith("...")) {
          this.variadic = true;
          this._name = this._name.slice(0, -3);
        }
      }
      /**
       * Return argument name.
       *
       * @return {string}
       */
      name() {
        return this._name;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Argument}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Set the custom handler for processing CLI command arguments into argument values.
       *
       * @param {Function} [fn]
       * @return {Argument}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Only allow argument value to be one of choices.
       *
       * @param {string[]} values
       * @return {Argument}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Make argument required.
       *
       * @returns {Argument}
       */
      argRequired() {
        this.required = true;
        return this;
      }
      /**
       * Make argument optional.
       *
       * @returns {Argument}
       */
      argOptional() {
        this.required = false;
        return this;
      }
    };
    function humanReadableArgName(arg) {
      const nameOutput = arg.name() + (arg.variadic === true ? "..." : "");
      return arg.required ? "<" + nameOutput + ">" : "[" + nameOutput + "]";
    }
    exports.Argument = Argument2;
    exports.humanReadableArgName = humanReadableArgName;
  }
});

// node_modules/commander/lib/help.js
var require_help = __commonJS({
  "node_modules/commander/lib/help.js"(exports) {
    var { humanReadableArgName } = require_argument();
    var Help2 = class {
      constructor() {
        this.helpWidth = void 0;
        this.minWidthToWrap = 40;
        this.sortSubcommands = false;
        this.sortOptions = false;
        this.showGlobalOptions = false;
      }
      /**
       * prepareContext is called by Commander after applying overrides from `Command.configureHelp()`
       * and just before calling `formatHelp()`.
       *
       * Commander just uses the helpWidth and the rest is provided for optional use by more complex subclasses.
       *
       * @param {{ error?: boolean, helpWidth?: number, outputHasColors?: boolean }} contextOptions
       */
      prepareContext(contextOptions) {
        this.helpWidth = this.helpWidth ?? contextOptions.helpWidth ?? 80;
      }
      /**
       * Get an array of the visible subcommands. Includes a placeholder for the implicit help command, if there is one.
       *
       * @param {Command} cmd
       * @returns {Command[]}
       */
      visibleCommands(cmd) {
        const visibleCommands = cmd.commands.filter((cmd2) => !cmd2._hidden);
        const helpCommand = cmd._getHelpCommand();
        if (helpCommand && !helpCommand._hidden) {
          visibleCommands.push(helpCommand);
        }
        if (this.sortSubcommands) {
          visibleCommands.sort((a, b) => {
            return a.name().localeCompare(b.name());
          });
        }
        return visibleCommands;
      }
      /**
       * Compare options for sort.
       *
       * @param {Option} a
       * @param {Option} b
       * @returns {number}
       */
      compareOptions(a, b) {
        const getSortKey = (option) => {
          return option.short ? option.short.replace(/^-/, "") : option.long.replace(/^--/, "");
        };
        return getSortKey(a).localeCompare(getSortKey(b));
      }
      /**
       * Get an array of the visible options. Includes a placeholder for the implicit help option, if there is one.
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleOptions(cmd) {
        const visibleOptions = cmd.options.filter((option) => !option.hidden);
        const helpOption = cmd._getHelpOption();
        if (helpOption && !helpOption.hidden) {
          const removeShort = helpOption.short && cmd._findOption(helpOption.short);
          const removeLong = helpOption.long && cmd._findOption(helpOption.long);
          if (!removeShort && !removeLong) {
            visibleOptions.push(helpOption);
          } else if (helpOption.long && !removeLong) {
            visibleOptions.push(
              cmd.createOption(helpOption.long, helpOption.description)
            );
          } else if (helpOption.short && !removeShort) {
            visibleOptions.push(
              cmd.createOption(helpOption.short, helpOption.description)
            );
          }
        }
        if (this.sortOptions) {
          visibleOptions.sort(this.compareOptions);
        }
        return visibleOptions;
      }
      /**
       * Get an array of the visible global options. (Not including help.)
       *
       * @param {Command} cmd
       * @returns {Option[]}
       */
      visibleGlobalOptions(cmd) {
        if (!this.showGlobalOptions) return [];
        const globalOptions = [];
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          const visibleOptions = ancestorCmd.options.filter(
            (option) => !option.hidden
          );
          globalOptions.push(...visibleOptions);
        }
        if (this.sortOptions) {
          globalOptions.sort(this.compareOptions);
        }
        return globalOptions;
      }
      /**
       * Get an array of the arguments if any have a description.
       *
       * @param {Command} cmd
       * @returns {Argument[]}
       */
      visibleArguments(cmd) {
        if (cmd._argsDescription) {
          cmd.registeredArguments.forEach((argument) => {
            argument.description = argument.description || cmd._argsDescription[argument.name()] || "";
          });
        }
        if (cmd.registeredArguments.find((argument) => argument.description)) {
          return cmd.registeredArguments;
        }
        return [];
      }
      /**
       * Get the command term to show in the list of subcommands.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandTerm(cmd) {
        const args = cmd.registeredArguments.map((arg) => humanReadableArgName(arg)).join(" ");
        return cmd._name + (cmd._aliases[0] ? "|" + cmd._aliases[0] : "") + (cmd.options.length ? " [options]" : "") + // simplistic check for non-help option
        (args ? " " + args : "");
      }
      /**
       * Get the option term to show in the list of options.
       *
       * @param {Option} option
       * @returns {string}
       */
      optionTerm(option) {
        return option.flags;
      }
      /**
       * Get the argument term to show in the list of arguments.
       *
       * @param {Argument} argument
       * @returns {string}
       */
      argumentTerm(argument) {
        return argument.name();
      }
      /**
       * Get the longest command term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestSubcommandTermLength(cmd, helper) {
        return helper.visibleCommands(cmd).reduce((max, command) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleSubcommandTerm(helper.subcommandTerm(command))
            )
          );
        }, 0);
      }
      /**
       * Get the longest option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestOptionTermLength(cmd, helper) {
        return helper.visibleOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest global option term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestGlobalOptionTermLength(cmd, helper) {
        return helper.visibleGlobalOptions(cmd).reduce((max, option) => {
          return Math.max(
            max,
            this.displayWidth(helper.styleOptionTerm(helper.optionTerm(option)))
          );
        }, 0);
      }
      /**
       * Get the longest argument term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      longestArgumentTermLength(cmd, helper) {
        return helper.visibleArguments(cmd).reduce((max, argument) => {
          return Math.max(
            max,
            this.displayWidth(
              helper.styleArgumentTerm(helper.argumentTerm(argument))
            )
          );
        }, 0);
      }
      /**
       * Get the command usage to be displayed at the top of the built-in help.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandUsage(cmd) {
        let cmdName = cmd._name;
        if (cmd._aliases[0]) {
          cmdName = cmdName + "|" + cmd._aliases[0];
        }
        let ancestorCmdNames = "";
        for (let ancestorCmd = cmd.parent; ancestorCmd; ancestorCmd = ancestorCmd.parent) {
          ancestorCmdNames = ancestorCmd.name() + " " + ancestorCmdNames;
        }
        return ancestorCmdNames + cmdName + " " + cmd.usage();
      }
      /**
       * Get the description for the command.
       *
       * @param {Command} cmd
       * @returns {string}
       */
      commandDescription(cmd) {
        return cmd.description();
      }
      /**
       * Get the subcommand summary to show in the list of subcommands.
       * (Fallback to description for backwards compatibility.)
       *
       * @param {Command} cmd
       * @returns {string}
       */
      subcommandDescription(cmd) {
        return cmd.summary() || cmd.description();
      }
      /**
       * Get the option description to show in the list of options.
       *
       * @param {Option} option
       * @return {string}
       */
      optionDescription(option) {
        const extraInfo = [];
        if (option.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${option.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (option.defaultValue !== void 0) {
          const showDefault = option.required || option.optional || option.isBoolean() && typeof option.defaultValue === "boolean";
          if (showDefault) {
            extraInfo.push(
              `default: ${option.defaultValueDescription || JSON.stringify(option.defaultValue)}`
            );
          }
        }
        if (option.presetArg !== void 0 && option.optional) {
          extraInfo.push(`preset: ${JSON.stringify(option.presetArg)}`);
        }
        if (option.envVar !== void 0) {
          extraInfo.push(`env: ${option.envVar}`);
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (option.description) {
            return `${option.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return option.description;
      }
      /**
       * Get the argument description to show in the list of arguments.
       *
       * @param {Argument} argument
       * @return {string}
       */
      argumentDescription(argument) {
        const extraInfo = [];
        if (argument.argChoices) {
          extraInfo.push(
            // use stringify to match the display of the default value
            `choices: ${argument.argChoices.map((choice) => JSON.stringify(choice)).join(", ")}`
          );
        }
        if (argument.defaultValue !== void 0) {
          extraInfo.push(
            `default: ${argument.defaultValueDescription || JSON.stringify(argument.defaultValue)}`
          );
        }
        if (extraInfo.length > 0) {
          const extraDescription = `(${extraInfo.join(", ")})`;
          if (argument.description) {
            return `${argument.description} ${extraDescription}`;
          }
          return extraDescription;
        }
        return argument.description;
      }
      /**
       * Format a list of items, given a heading and an array of formatted items.
       *
       * @param {string} heading
       * @param {string[]} items
       * @param {Help} helper
       * @returns string[]
       */
      formatItemList(heading, items, helper) {
        if (items.length === 0) return [];
        return [helper.styleTitle(heading), ...items, ""];
      }
      /**
       * Group items by their help group heading.
       *
       * @param {Command[] | Option[]} unsortedItems
       * @param {Command[] | Option[]} visibleItems
       * @param {Function} getGroup
       * @returns {Map<string, Command[] | Option[]>}
       */
      groupItems(unsortedItems, visibleItems, getGroup) {
        const result = /* @__PURE__ */ new Map();
        unsortedItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) result.set(group, []);
        });
        visibleItems.forEach((item) => {
          const group = getGroup(item);
          if (!result.has(group)) {
            result.set(group, []);
          }
          result.get(group).push(item);
        });
        return result;
      }
      /**
       * Generate the built-in help text.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {string}
       */
      formatHelp(cmd, helper) {
        const termWidth = helper.padWidth(cmd, helper);
        const helpWidth = helper.helpWidth ?? 80;
        function callFormatItem(term, description) {
          return helper.formatItem(term, termWidth, description, helper);
        }
        let output = [
          `${helper.styleTitle("Usage:")} ${helper.styleUsage(helper.commandUsage(cmd))}`,
          ""
        ];
        const commandDescription = helper.commandDescription(cmd);
        if (commandDescription.length > 0) {
          output = output.concat([
            helper.boxWrap(
              helper.styleCommandDescription(commandDescription),
              helpWidth
            ),
            ""
          ]);
        }
        const argumentList = helper.visibleArguments(cmd).map((argument) => {
          return callFormatItem(
            helper.styleArgumentTerm(helper.argumentTerm(argument)),
            helper.styleArgumentDescription(helper.argumentDescription(argument))
          );
        });
        output = output.concat(
          this.formatItemList("Arguments:", argumentList, helper)
        );
        const optionGroups = this.groupItems(
          cmd.options,
          helper.visibleOptions(cmd),
          (option) => option.helpGroupHeading ?? "Options:"
        );
        optionGroups.forEach((options, group) => {
          const optionList = options.map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(this.formatItemList(group, optionList, helper));
        });
        if (helper.showGlobalOptions) {
          const globalOptionList = helper.visibleGlobalOptions(cmd).map((option) => {
            return callFormatItem(
              helper.styleOptionTerm(helper.optionTerm(option)),
              helper.styleOptionDescription(helper.optionDescription(option))
            );
          });
          output = output.concat(
            this.formatItemList("Global Options:", globalOptionList, helper)
          );
        }
        const commandGroups = this.groupItems(
          cmd.commands,
          helper.visibleCommands(cmd),
          (sub) => sub.helpGroup() || "Commands:"
        );
        commandGroups.forEach((commands2, group) => {
          const commandList = commands2.map((sub) => {
            return callFormatItem(
              helper.styleSubcommandTerm(helper.subcommandTerm(sub)),
              helper.styleSubcommandDescription(helper.subcommandDescription(sub))
            );
          });
          output = output.concat(this.formatItemList(group, commandList, helper));
        });
        return output.join("\n");
      }
      /**
       * Return display width of string, ignoring ANSI escape sequences. Used in padding and wrapping calculations.
       *
       * @param {string} str
       * @returns {number}
       */
      displayWidth(str) {
        return stripColor(str).length;
      }
      /**
       * Style the title for displaying in the help. Called with 'Usage:', 'Options:', etc.
       *
       * @param {string} str
       * @returns {string}
       */
      styleTitle(str) {
        return str;
      }
      styleUsage(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word === "[command]") return this.styleSubcommandText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleCommandText(word);
        }).join(" ");
      }
      styleCommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleOptionDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleSubcommandDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleArgumentDescription(str) {
        return this.styleDescriptionText(str);
      }
      styleDescriptionText(str) {
        return str;
      }
      styleOptionTerm(str) {
        return this.styleOptionText(str);
      }
      styleSubcommandTerm(str) {
        return str.split(" ").map((word) => {
          if (word === "[options]") return this.styleOptionText(word);
          if (word[0] === "[" || word[0] === "<")
            return this.styleArgumentText(word);
          return this.styleSubcommandText(word);
        }).join(" ");
      }
      styleArgumentTerm(str) {
        return this.styleArgumentText(str);
      }
      styleOptionText(str) {
        return str;
      }
      styleArgumentText(str) {
        return str;
      }
      styleSubcommandText(str) {
        return str;
      }
      styleCommandText(str) {
        return str;
      }
      /**
       * Calculate the pad width from the maximum term length.
       *
       * @param {Command} cmd
       * @param {Help} helper
       * @returns {number}
       */
      padWidth(cmd, helper) {
        return Math.max(
          helper.longestOptionTermLength(cmd, helper),
          helper.longestGlobalOptionTermLength(cmd, helper),
          helper.longestSubcommandTermLength(cmd, helper),
          helper.longestArgumentTermLength(cmd, helper)
        );
      }
      /**
       * Detect manually wrapped and indented strings by checking for line break followed by whitespace.
       *
       * @param {string} str
       * @returns {boolean}
       */
      preformatted(str) {
        return /\n[^\S\r\n]/.test(str);
      }
      /**
       * Format the "item", which consists of a term and description. Pad the term and wrap the description, indenting the following lines.
       *
       * So "TTT", 5, "DDD DDDD DD DDD" might be formatted for this.helpWidth=17 like so:
       *   TTT  DDD DDDD
       *        DD DDD
       *
       * @param {string} term
       * @param {number} termWidth
       * @param {string} description
       * @param {Help} helper
       * @returns {string}
       */
      formatItem(term, termWidth, description, helper) {
        const itemIndent = 2;
        const itemIndentStr = " ".repeat(itemIndent);
        if (!description) return itemIndentStr + term;
        const paddedTerm = term.padEnd(
          termWidth + term.length - helper.displayWidth(term)
        );
        const spacerWidth = 2;
        const helpWidth = this.helpWidth ?? 80;
        const remainingWidth = helpWidth - termWidth - spacerWidth - itemIndent;
        let formattedDescription;
        if (remainingWidth < this.minWidthToWrap || helper.preformatted(description)) {
          formattedDescription = description;
        } else {
          const wrappedDescription = helper.boxWrap(description, remainingWidth);
          formattedDescription = wrappedDescription.replace(
            /\n/g,
            "\n" + " ".repeat(termWidth + spacerWidth)
          );
        }
        return itemIndentStr + paddedTerm + " ".repeat(spacerWidth) + formattedDescription.replace(/\n/g, `
${itemIndentStr}`);
      }
      /**
       * Wrap a string at whitespace, preserving existing line breaks.
       * Wrapping is skipped if the width is less than `minWidthToWrap`.
       *
       * @param {string} str
       * @param {number} width
       * @returns {string}
       */
      boxWrap(str, width) {
        if (width < this.minWidthToWrap) return str;
        const rawLines = str.split(/\r\n|\n/);
        const chunkPattern = /[\s]*[^\s]+/g;
        const wrappedLines = [];
        rawLines.forEach((line) => {
          const chunks = line.match(chunkPattern);
          if (chunks === null) {
            wrappedLines.push("");
            return;
          }
          let sumChunks = [chunks.shift()];
          let sumWidth = this.displayWidth(sumChunks[0]);
          chunks.forEach((chunk) => {
            const visibleWidth = this.displayWidth(chunk);
            if (sumWidth + visibleWidth <= width) {
              sumChunks.push(chunk);
              sumWidth += visibleWidth;
              return;
            }
            wrappedLines.push(sumChunks.join(""));
            const nextChunk = chunk.trimStart();
            sumChunks = [nextChunk];
            sumWidth = this.displayWidth(nextChunk);
          });
          wrappedLines.push(sumChunks.join(""));
        });
        return wrappedLines.join("\n");
      }
    };
    function stripColor(str) {
      const sgrPattern = /\x1b\[\d*(;\d*)*m/g;
      return str.replace(sgrPattern, "");
    }
    exports.Help = Help2;
    exports.stripColor = stripColor;
  }
});

// node_modules/commander/lib/option.js
var require_option = __commonJS({
  "node_modules/commander/lib/option.js"(exports) {
    var { InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var Option2 = class {
      /**
       * Initialize a new `Option` with the given `flags` and `description`.
       *
       * @param {string} flags
       * @param {string} [description]
       */
      constructor(flags2, description) {
        this.flags = flags2;
        this.description = description || "";
        this.required = flags2.includes("<");
        this.optional = flags2.includes("[");
        this.variadic = /\w\.\.\.[>\]]$/.test(flags2);
        this.mandatory = false;
        const optionFlags = splitOptionFlags(flags2);
        this.short = optionFlags.shortFlag;
        this.long = optionFlags.longFlag;
        this.negate = false;
        if (this.long) {
          this.negate = this.long.startsWith("--no-");
        }
        this.defaultValue = void 0;
        this.defaultValueDescription = void 0;
        this.presetArg = void 0;
        this.envVar = void 0;
        this.parseArg = void 0;
        this.hidden = false;
        this.argChoices = void 0;
        this.conflictsWith = [];
        this.implied = void 0;
        this.helpGroupHeading = void 0;
      }
      /**
       * Set the default value, and optionally supply the description to be displayed in the help.
       *
       * @param {*} value
       * @param {string} [description]
       * @return {Option}
       */
      default(value, description) {
        this.defaultValue = value;
        this.defaultValueDescription = description;
        return this;
      }
      /**
       * Preset to use when option used without option-argument, especially optional but also boolean and negated.
       * The custom processing (parseArg) is called.
       *
       * @example
       * new Option('--color').default('GREYSCALE').preset('RGB');
       * new Option('--donate [amount]').preset('20').argParser(parseFloat);
       *
       * @param {*} arg
       * @return {Option}
       */
      preset(arg) {
        this.presetArg = arg;
        return this;
      }
      /**
       * Add option name(s) that conflict with this option.
       * An error will be displayed if conflicting options are found during parsing.
       *
       * @example
       * new Option('--rgb').conflicts('cmyk');
       * new Option('--js').conflicts(['ts', 'jsx']);
       *
       * @param {(string | string[])} names
       * @return {Option}
       */
      conflicts(names) {
        this.conflictsWith = this.conflictsWith.concat(names);
        return this;
      }
      /**
       * Specify implied option values for when this option is set and the implied options are not.
       *
       * The custom processing (parseArg) is not called on the implied values.
       *
       * @example
       * program
       *   .addOption(new Option('--log', 'write logging information to file'))
       *   .addOption(new Option('--trace', 'log extra details').implies({ log: 'trace.txt' }));
       *
       * @param {object} impliedOptionValues
       * @return {Option}
       */
      implies(impliedOptionValues) {
        let newImplied = impliedOptionValues;
        if (typeof impliedOptionValues === "string") {
          newImplied = { [impliedOptionValues]: true };
        }
        this.implied = Object.assign(this.implied || {}, newImplied);
        return this;
      }
      /**
       * Set environment variable to check for option value.
       *
       * An environment variable is only used if when processed the current option value is
       * undefined, or the source of the current value is 'default' or 'config' or 'env'.
       *
       * @param {string} name
       * @return {Option}
       */
      env(name) {
        this.envVar = name;
        return this;
      }
      /**
       * Set the custom handler for processing CLI option arguments into option values.
       *
       * @param {Function} [fn]
       * @return {Option}
       */
      argParser(fn) {
        this.parseArg = fn;
        return this;
      }
      /**
       * Whether the option is mandatory and must have a value after parsing.
       *
       * @param {boolean} [mandatory=true]
       * @return {Option}
       */
      makeOptionMandatory(mandatory = true) {
        this.mandatory = !!mandatory;
        return this;
      }
      /**
       * Hide option in help.
       *
       * @param {boolean} [hide=true]
       * @return {Option}
       */
      hideHelp(hide = true) {
        this.hidden = !!hide;
        return this;
      }
      /**
       * @package
       */
      _collectValue(value, previous) {
        if (previous === this.defaultValue || !Array.isArray(previous)) {
          return [value];
        }
        previous.push(value);
        return previous;
      }
      /**
       * Only allow option value to be one of choices.
       *
       * @param {string[]} values
       * @return {Option}
       */
      choices(values) {
        this.argChoices = values.slice();
        this.parseArg = (arg, previous) => {
          if (!this.argChoices.includes(arg)) {
            throw new InvalidArgumentError2(
              `Allowed choices are ${this.argChoices.join(", ")}.`
            );
          }
          if (this.variadic) {
            return this._collectValue(arg, previous);
          }
          return arg;
        };
        return this;
      }
      /**
       * Return option name.
       *
       * @return {string}
       */
      name() {
        if (this.long) {
          return this.long.replace(/^--/, "");
        }
        return this.short.replace(/^-/, "");
      }
      /**
       * Return option name, in a camelcase format that can be used
       * as an object attribute key.
       *
       * @return {string}
       */
      attributeName() {
        if (this.negate) {
          return camelcase(this.name().replace(/^no-/, ""));
        }
        return camelcase(this.name());
      }
      /**
       * Set the help group heading.
       *
       * @param {string} heading
       * @return {Option}
       */
      helpGroup(heading) {
        this.helpGroupHeading = heading;
        return this;
      }
      /**
       * Check if `arg` matches the short or long flag.
       *
       * @param {string} arg
       * @return {boolean}
       * @package
       */
      is(arg) {
        return this.short === arg || this.long === arg;
      }
      /**
       * Return whether a boolean option.
       *
       * Options are one of boolean, negated, required argument, or optional argument.
       *
       * @return {boolean}
       * @package
       */
      isBoolean() {
        return !this.required && !this.optional && !this.negate;
      }
    };
    var DualOptions = class {
      /**
       * @param {Option[]} options
       */
      constructor(options) {
        this.positiveOptions = /* @__PURE__ */ new Map();
        this.negativeOptions = /* @__PURE__ */ new Map();
        this.dualOptions = /* @__PURE__ */ new Set();
        options.forEach((option) => {
          if (option.negate) {
            this.negativeOptions.set(option.attributeName(), option);
          } else {
            this.positiveOptions.set(option.attributeName(), option);
          }
        });
        this.negativeOptions.forEach((value, key) => {
          if (this.positiveOptions.has(key)) {
            this.dualOptions.add(key);
          }
        });
      }
      /**
       * Did the value come from the option, and not from possible matching dual option?
       *
       * @param {*} value
       * @param {Option} option
       * @returns {boolean}
       */
      valueFromOption(value, option) {
        const optionKey = option.attributeName();
        if (!this.dualOptions.has(optionKey)) return true;
        const preset = this.negativeOptions.get(optionKey).presetArg;
        const negativeValue = preset !== void 0 ? preset : false;
        return option.negate === (negativeValue === value);
      }
    };
    function camelcase(str) {
      return str.split("-").reduce((str2, word) => {
        return str2 + word[0].toUpperCase() + word.slice(1);
      });
    }
    function splitOptionFlags(flags2) {
      let shortFlag;
      let longFlag;
      const shortFlagExp = /^-[^-]$/;
      const longFlagExp = /^--[^-]/;
      const flagParts = flags2.split(/[ |,]+/).concat("guard");
      if (shortFlagExp.test(flagParts[0])) shortFlag = flagParts.shift();
      if (longFlagExp.test(flagParts[0])) longFlag = flagParts.shift();
      if (!shortFlag && shortFlagExp.test(flagParts[0]))
        shortFlag = flagParts.shift();
      if (!shortFlag && longFlagExp.test(flagParts[0])) {
        shortFlag = longFlag;
        longFlag = flagParts.shift();
      }
      if (flagParts[0].startsWith("-")) {
        const unsupportedFlag = flagParts[0];
        const baseError = `option creation failed due to '${unsupportedFlag}' in option flags '${flags2}'`;
        if (/^-[^-][^-]/.test(unsupportedFlag))
          throw new Error(
            `${baseError}
- a short flag is a single dash and a single character
  - either use a single dash and a single character (for a short flag)
  - or use a double dash for a long option (and can have two, like '--ws, --workspace')`
          );
        if (shortFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many short flags`);
        if (longFlagExp.test(unsupportedFlag))
          throw new Error(`${baseError}
- too many long flags`);
        throw new Error(`${baseError}
- unrecognised flag format`);
      }
      if (shortFlag === void 0 && longFlag === void 0)
        throw new Error(
          `option creation failed due to no flags found in '${flags2}'.`
        );
      return { shortFlag, longFlag };
    }
    exports.Option = Option2;
    exports.DualOptions = DualOptions;
  }
});

// node_modules/commander/lib/suggestSimilar.js
var require_suggestSimilar = __commonJS({
  "node_modules/commander/lib/suggestSimilar.js"(exports) {
    var maxDistance = 3;
    function editDistance(a, b) {
      if (Math.abs(a.length - b.length) > maxDistance)
        return Math.max(a.length, b.length);
      const d = [];
      for (let i = 0; i <= a.length; i++) {
        d[i] = [i];
      }
      for (let j = 0; j <= b.length; j++) {
        d[0][j] = j;
      }
      for (let j = 1; j <= b.length; j++) {
        for (let i = 1; i <= a.length; i++) {
          let cost = 1;
          if (a[i - 1] === b[j - 1]) {
            cost = 0;
          } else {
            cost = 1;
          }
          d[i][j] = Math.min(
            d[i - 1][j] + 1,
            // deletion
            d[i][j - 1] + 1,
            // insertion
            d[i - 1][j - 1] + cost
            // substitution
          );
          if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
            d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
          }
        }
      }
      return d[a.length][b.length];
    }
    function suggestSimilar(word, candidates) {
      if (!candidates || candidates.length === 0) return "";
      candidates = Array.from(new Set(candidates));
      const searchingOptions = word.startsWith("--");
      if (searchingOptions) {
        word = word.slice(2);
        candidates = candidates.map((candidate) => candidate.slice(2));
      }
      let similar = [];
      let bestDistance = maxDistance;
      const minSimilarity = 0.4;
      candidates.forEach((candidate) => {
        if (candidate.length <= 1) return;
        const distance = editDistance(word, candidate);
        const length = Math.max(word.length, candidate.length);
        const similarity = (length - distance) / length;
        if (similarity > minSimilarity) {
          if (distance < bestDistance) {
            bestDistance = distance;
            similar = [candidate];
          } else if (distance === bestDistance) {
            similar.push(candidate);
          }
        }
      });
      similar.sort((a, b) => a.localeCompare(b));
      if (searchingOptions) {
        similar = similar.map((candidate) => `--${candidate}`);
      }
      if (similar.length > 1) {
        return `
(Did you mean one of ${similar.join(", ")}?)`;
      }
      if (similar.length === 1) {
        return `
(Did you mean ${similar[0]}?)`;
      }
      return "";
    }
    exports.suggestSimilar = suggestSimilar;
  }
});

// node_modules/commander/lib/command.js
var require_command = __commonJS({
  "node_modules/commander/lib/command.js"(exports) {
    var EventEmitter = __require("node:events").EventEmitter;
    var childProcess = __require("node:child_process");
    var path3 = __require("node:path");
    var fs = __require("node:fs");
    var process3 = __require("node:process");
    var { Argument: Argument2, humanReadableArgName } = require_argument();
    var { CommanderError: CommanderError2 } = require_error();
    var { Help: Help2, stripColor } = require_help();
    var { Option: Option2, DualOptions } = require_option();
    var { suggestSimilar } = require_suggestSimilar();
    var Command2 = class _Command extends EventEmitter {
      /**
       * Initialize a new `Command`.
       *
       * @param {string} [name]
       */
      constructor(name) {
        super();
        this.commands = [];
        this.options = [];
        this.parent = null;
        this._allowUnknownOption = false;
        this._allowExcessArguments = false;
        this.registeredArguments = [];
        this._args = this.registeredArguments;
        this.args = [];
        this.rawArgs = [];
        this.processedArgs = [];
        this._scriptPath = null;
        this._name = name || "";
        this._optionValues = {};
        this._optionValueSources = {};
        this._storeOptionsAsProperties = false;
        this._actionHandler = null;
        this._executableHandler = false;
        this._executableFile = null;
        this._executableDir = null;
        this._defaultCommandName = null;
        this._exitCallback = null;
        this._aliases = [];
        this._combineFlagAndOptionalValue = true;
        this._description = "";
        this._summary = "";
        this._argsDescription = void 0;
        this._enablePositionalOptions = false;
        this._passThroughOptions = false;
        this._lifeCycleHooks = {};
        this._showHelpAfterError = false;
        this._showSuggestionAfterError = true;
        this._savedState = null;
        this._outputConfiguration = {
          writeOut: (str) => process3.stdout.write(str),
          writeErr: (str) => process3.stderr.write(str),
          outputError: (str, write2) => write2(str),
          getOutHelpWidth: () => process3.stdout.isTTY ? process3.stdout.columns : void 0,
          getErrHelpWidth: () => process3.stderr.isTTY ? process3.stderr.columns : void 0,
          getOutHasColors: () => useColor() ?? (process3.stdout.isTTY && process3.stdout.hasColors?.()),
          getErrHasColors: () => useColor() ?? (process3.stderr.isTTY && process3.stderr.hasColors?.()),
          stripColor: (str) => stripColor(str)
        };
        this._hidden = false;
        this._helpOption = void 0;
        this._addImplicitHelpCommand = void 0;
        this._helpCommand = void 0;
        this._helpConfiguration = {};
        this._helpGroupHeading = void 0;
        this._defaultCommandGroup = void 0;
        this._defaultOptionGroup = void 0;
      }
      /**
       * Copy settings that are useful to have in common across root command and subcommands.
       *
       * (Used internally when adding a command using `.command()` so subcommands inherit parent settings.)
       *
       * @param {Command} sourceCommand
       * @return {Command} `this` command for chaining
       */
      copyInheritedSettings(sourceCommand) {
        this._outputConfiguration = sourceCommand._outputConfiguration;
        this._helpOption = sourceCommand._helpOption;
        this._helpCommand = sourceCommand._helpCommand;
        this._helpConfiguration = sourceCommand._helpConfiguration;
        this._exitCallback = sourceCommand._exitCallback;
        this._storeOptionsAsProperties = sourceCommand._storeOptionsAsProperties;
        this._combineFlagAndOptionalValue = sourceCommand._combineFlagAndOptionalValue;
        this._allowExcessArguments = sourceCommand._allowExcessArguments;
        this._enablePositionalOptions = sourceCommand._enablePositionalOptions;
        this._showHelpAfterError = sourceCommand._showHelpAfterError;
        this._showSuggestionAfterError = sourceCommand._showSuggestionAfterError;
        return this;
      }
      /**
       * @returns {Command[]}
       * @private
       */
      _getCommandAndAncestors() {
        const result = [];
        for (let command = this; command; command = command.parent) {
          result.push(command);
        }
        return result;
      }
      /**
       * Define a command.
       *
       * There are two styles of command: pay attention to where to put the description.
       *
       * @example
       * // Command implemented using action handler (description is supplied separately to `.command`)
       * program
       *   .command('clone <source> [destination]')
       *   .description('clone a repository into a newly created directory')
       *   .action((source, destination) => {
       *     console.log('clone command called');
       *   });
       *
       * // Command implemented using separate executable file (description is second parameter to `.command`)
       * program
       *   .command('start <service>', 'start named service')
       *   .command('stop [service]', 'stop named service, or all if no name supplied');
       *
       * @param {string} nameAndArgs - command name and arguments, args are `<required>` or `[optional]` and last may also be `variadic...`
       * @param {(object | string)} [actionOptsOrExecDesc] - configuration options (for action), or description (for executable)
       * @param {object} [execOpts] - configuration options (for executable)
       * @return {Command} returns new command for action handler, or `this` for executable command
       */
      command(nameAndArgs, actionOptsOrExecDesc, execOpts) {
        let desc = actionOptsOrExecDesc;
        let opts = execOpts;
        if (typeof desc === "object" && desc !== null) {
          opts = desc;
          desc = null;
        }
        opts = opts || {};
        const [, name, args] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const cmd = this.createCommand(name);
        if (desc) {
          cmd.description(desc);
          cmd._executableHandler = true;
        }
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        cmd._hidden = !!(opts.noHelp || opts.hidden);
        cmd._executableFile = opts.executableFile || null;
        if (args) cmd.arguments(args);
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd.copyInheritedSettings(this);
        if (desc) return this;
        return cmd;
      }
      /**
       * Factory routine to create a new unattached command.
       *
       * See .command() for creating an attached subcommand, which uses this routine to
       * create the command. You can override createCommand to customise subcommands.
       *
       * @param {string} [name]
       * @return {Command} new command
       */
      createCommand(name) {
        return new _Command(name);
      }
      /**
       * You can customise the help with a subclass of Help by overriding createHelp,
       * or by overriding Help properties using configureHelp().
       *
       * @return {Help}
       */
      createHelp() {
        return Object.assign(new Help2(), this.configureHelp());
      }
      /**
       * You can customise the help by overriding Help properties using configureHelp(),
       * or with a subclass of Help by overriding createHelp().
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureHelp(configuration) {
        if (configuration === void 0) return this._helpConfiguration;
        this._helpConfiguration = configuration;
        return this;
      }
      /**
       * The default output goes to stdout and stderr. You can customise this for special
       * applications. You can also customise the display of errors by overriding outputError.
       *
       * The configuration properties are all functions:
       *
       *     // change how output being written, defaults to stdout and stderr
       *     writeOut(str)
       *     writeErr(str)
       *     // change how output being written for errors, defaults to writeErr
       *     outputError(str, write) // used for displaying errors and not used for displaying help
       *     // specify width for wrapping help
       *     getOutHelpWidth()
       *     getErrHelpWidth()
       *     // color support, currently only used with Help
       *     getOutHasColors()
       *     getErrHasColors()
       *     stripColor() // used to remove ANSI escape codes if output does not have colors
       *
       * @param {object} [configuration] - configuration options
       * @return {(Command | object)} `this` command for chaining, or stored configuration
       */
      configureOutput(configuration) {
        if (configuration === void 0) return this._outputConfiguration;
        this._outputConfiguration = {
          ...this._outputConfiguration,
          ...configuration
        };
        return this;
      }
      /**
       * Display the help or a custom message after an error occurs.
       *
       * @param {(boolean|string)} [displayHelp]
       * @return {Command} `this` command for chaining
       */
      showHelpAfterError(displayHelp = true) {
        if (typeof displayHelp !== "string") displayHelp = !!displayHelp;
        this._showHelpAfterError = displayHelp;
        return this;
      }
      /**
       * Display suggestion of similar commands for unknown commands, or options for unknown options.
       *
       * @param {boolean} [displaySuggestion]
       * @return {Command} `this` command for chaining
       */
      showSuggestionAfterError(displaySuggestion = true) {
        this._showSuggestionAfterError = !!displaySuggestion;
        return this;
      }
      /**
       * Add a prepared subcommand.
       *
       * See .command() for creating an attached subcommand which inherits settings from its parent.
       *
       * @param {Command} cmd - new subcommand
       * @param {object} [opts] - configuration options
       * @return {Command} `this` command for chaining
       */
      addCommand(cmd, opts) {
        if (!cmd._name) {
          throw new Error(`Command passed to .addCommand() must have a name
- specify the name in Command constructor or using .name()`);
        }
        opts = opts || {};
        if (opts.isDefault) this._defaultCommandName = cmd._name;
        if (opts.noHelp || opts.hidden) cmd._hidden = true;
        this._registerCommand(cmd);
        cmd.parent = this;
        cmd._checkForBrokenPassThrough();
        return this;
      }
      /**
       * Factory routine to create a new unattached argument.
       *
       * See .argument() for creating an attached argument, which uses this routine to
       * create the argument. You can override createArgument to return a custom argument.
       *
       * @param {string} name
       * @param {string} [description]
       * @return {Argument} new argument
       */
      createArgument(name, description) {
        return new Argument2(name, description);
      }
      /**
       * Define argument syntax for command.
       *
       * The default is that the argument is required, and you can explicitly
       * indicate this with <> around the name. Put [] around the name for an optional argument.
       *
       * @example
       * program.argument('<input-file>');
       * program.argument('[output-file]');
       *
       * @param {string} name
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom argument processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      argument(name, description, parseArg, defaultValue) {
        const argument = this.createArgument(name, description);
        if (typeof parseArg === "function") {
          argument.default(defaultValue).argParser(parseArg);
        } else {
          argument.default(parseArg);
        }
        this.addArgument(argument);
        return this;
      }
      /**
       * Define argument syntax for command, adding multiple at once (without descriptions).
       *
       * See also .argument().
       *
       * @example
       * program.arguments('<cmd> [env]');
       *
       * @param {string} names
       * @return {Command} `this` command for chaining
       */
      arguments(names) {
        names.trim().split(/ +/).forEach((detail) => {
          this.argument(detail);
        });
        return this;
      }
      /**
       * Define argument syntax for command, adding a prepared argument.
       *
       * @param {Argument} argument
       * @return {Command} `this` command for chaining
       */
      addArgument(argument) {
        const previousArgument = this.registeredArguments.slice(-1)[0];
        if (previousArgument?.variadic) {
          throw new Error(
            `only the last argument can be variadic '${previousArgument.name()}'`
          );
        }
        if (argument.required && argument.defaultValue !== void 0 && argument.parseArg === void 0) {
          throw new Error(
            `a default value for a required argument is never used: '${argument.name()}'`
          );
        }
        this.registeredArguments.push(argument);
        return this;
      }
      /**
       * Customise or override default help command. By default a help command is automatically added if your command has subcommands.
       *
       * @example
       *    program.helpCommand('help [cmd]');
       *    program.helpCommand('help [cmd]', 'show help');
       *    program.helpCommand(false); // suppress default help command
       *    program.helpCommand(true); // add help command even if no subcommands
       *
       * @param {string|boolean} enableOrNameAndArgs - enable with custom name and/or arguments, or boolean to override whether added
       * @param {string} [description] - custom description
       * @return {Command} `this` command for chaining
       */
      helpCommand(enableOrNameAndArgs, description) {
        if (typeof enableOrNameAndArgs === "boolean") {
          this._addImplicitHelpCommand = enableOrNameAndArgs;
          if (enableOrNameAndArgs && this._defaultCommandGroup) {
            this._initCommandGroup(this._getHelpCommand());
          }
          return this;
        }
        const nameAndArgs = enableOrNameAndArgs ?? "help [command]";
        const [, helpName, helpArgs] = nameAndArgs.match(/([^ ]+) *(.*)/);
        const helpDescription = description ?? "display help for command";
        const helpCommand = this.createCommand(helpName);
        helpCommand.helpOption(false);
        if (helpArgs) helpCommand.arguments(helpArgs);
        if (helpDescription) helpCommand.description(helpDescription);
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        if (enableOrNameAndArgs || description) this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Add prepared custom help command.
       *
       * @param {(Command|string|boolean)} helpCommand - custom help command, or deprecated enableOrNameAndArgs as for `.helpCommand()`
       * @param {string} [deprecatedDescription] - deprecated custom description used with custom name only
       * @return {Command} `this` command for chaining
       */
      addHelpCommand(helpCommand, deprecatedDescription) {
        if (typeof helpCommand !== "object") {
          this.helpCommand(helpCommand, deprecatedDescription);
          return this;
        }
        this._addImplicitHelpCommand = true;
        this._helpCommand = helpCommand;
        this._initCommandGroup(helpCommand);
        return this;
      }
      /**
       * Lazy create help command.
       *
       * @return {(Command|null)}
       * @package
       */
      _getHelpCommand() {
        const hasImplicitHelpCommand = this._addImplicitHelpCommand ?? (this.commands.length && !this._actionHandler && !this._findCommand("help"));
        if (hasImplicitHelpCommand) {
          if (this._helpCommand === void 0) {
            this.helpCommand(void 0, void 0);
          }
          return this._helpCommand;
        }
        return null;
      }
      /**
       * Add hook for life cycle event.
       *
       * @param {string} event
       * @param {Function} listener
       * @return {Command} `this` command for chaining
       */
      hook(event, listener) {
        const allowedValues = ["preSubcommand", "preAction", "postAction"];
        if (!allowedValues.includes(event)) {
          throw new Error(`Unexpected value for event passed to hook : '${event}'.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        if (this._lifeCycleHooks[event]) {
          this._lifeCycleHooks[event].push(listener);
        } else {
          this._lifeCycleHooks[event] = [listener];
        }
        return this;
      }
      /**
       * Register callback to use as replacement for calling process.exit.
       *
       * @param {Function} [fn] optional callback which will be passed a CommanderError, defaults to throwing
       * @return {Command} `this` command for chaining
       */
      exitOverride(fn) {
        if (fn) {
          this._exitCallback = fn;
        } else {
          this._exitCallback = (err) => {
            if (err.code !== "commander.executeSubCommandAsync") {
              throw err;
            } else {
            }
          };
        }
        return this;
      }
      /**
       * Call process.exit, and _exitCallback if defined.
       *
       * @param {number} exitCode exit code for using with process.exit
       * @param {string} code an id string representing the error
       * @param {string} message human-readable description of the error
       * @return never
       * @private
       */
      _exit(exitCode, code, message) {
        if (this._exitCallback) {
          this._exitCallback(new CommanderError2(exitCode, code, message));
        }
        process3.exit(exitCode);
      }
      /**
       * Register callback `fn` for the command.
       *
       * @example
       * program
       *   .command('serve')
       *   .description('start service')
       *   .action(function() {
       *      // do work here
       *   });
       *
       * @param {Function} fn
       * @return {Command} `this` command for chaining
       */
      action(fn) {
        const listener = (args) => {
          const expectedArgsCount = this.registeredArguments.length;
          const actionArgs = args.slice(0, expectedArgsCount);
          if (this._storeOptionsAsProperties) {
            actionArgs[expectedArgsCount] = this;
          } else {
            actionArgs[expectedArgsCount] = this.opts();
          }
          actionArgs.push(this);
          return fn.apply(this, actionArgs);
        };
        this._actionHandler = listener;
        return this;
      }
      /**
       * Factory routine to create a new unattached option.
       *
       * See .option() for creating an attached option, which uses this routine to
       * create the option. You can override createOption to return a custom option.
       *
       * @param {string} flags
       * @param {string} [description]
       * @return {Option} new option
       */
      createOption(flags2, description) {
        return new Option2(flags2, description);
      }
      /**
       * Wrap parseArgs to catch 'commander.invalidArgument'.
       *
       * @param {(Option | Argument)} target
       * @param {string} value
       * @param {*} previous
       * @param {string} invalidArgumentMessage
       * @private
       */
      _callParseArg(target, value, previous, invalidArgumentMessage) {
        try {
          return target.parseArg(value, previous);
        } catch (err) {
          if (err.code === "commander.invalidArgument") {
            const message = `${invalidArgumentMessage} ${err.message}`;
            this.error(message, { exitCode: err.exitCode, code: err.code });
          }
          throw err;
        }
      }
      /**
       * Check for option flag conflicts.
       * Register option if no conflicts found, or throw on conflict.
       *
       * @param {Option} option
       * @private
       */
      _registerOption(option) {
        const matchingOption = option.short && this._findOption(option.short) || option.long && this._findOption(option.long);
        if (matchingOption) {
          const matchingFlag = option.long && this._findOption(option.long) ? option.long : option.short;
          throw new Error(`Cannot add option '${option.flags}'${this._name && ` to command '${this._name}'`} due to conflicting flag '${matchingFlag}'
-  already used by option '${matchingOption.flags}'`);
        }
        this._initOptionGroup(option);
        this.options.push(option);
      }
      /**
       * Check for command name and alias conflicts with existing commands.
       * Register command if no conflicts found, or throw on conflict.
       *
       * @param {Command} command
       * @private
       */
      _registerCommand(command) {
        const knownBy = (cmd) => {
          return [cmd.name()].concat(cmd.aliases());
        };
        const alreadyUsed = knownBy(command).find(
          (name) => this._findCommand(name)
        );
        if (alreadyUsed) {
          const existingCmd = knownBy(this._findCommand(alreadyUsed)).join("|");
          const newCmd = knownBy(command).join("|");
          throw new Error(
            `cannot add command '${newCmd}' as already have command '${existingCmd}'`
          );
        }
        this._initCommandGroup(command);
        this.commands.push(command);
      }
      /**
       * Add an option.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addOption(option) {
        this._registerOption(option);
        const oname = option.name();
        const name = option.attributeName();
        if (option.negate) {
          const positiveLongFlag = option.long.replace(/^--no-/, "--");
          if (!this._findOption(positiveLongFlag)) {
            this.setOptionValueWithSource(
              name,
              option.defaultValue === void 0 ? true : option.defaultValue,
              "default"
            );
          }
        } else if (option.defaultValue !== void 0) {
          this.setOptionValueWithSource(name, option.defaultValue, "default");
        }
        const handleOptionValue = (val, invalidValueMessage, valueSource) => {
          if (val == null && option.presetArg !== void 0) {
            val = option.presetArg;
          }
          const oldValue = this.getOptionValue(name);
          if (val !== null && option.parseArg) {
            val = this._callParseArg(option, val, oldValue, invalidValueMessage);
          } else if (val !== null && option.variadic) {
            val = option._collectValue(val, oldValue);
          }
          if (val == null) {
            if (option.negate) {
              val = false;
            } else if (option.isBoolean() || option.optional) {
              val = true;
            } else {
              val = "";
            }
          }
          this.setOptionValueWithSource(name, val, valueSource);
        };
        this.on("option:" + oname, (val) => {
          const invalidValueMessage = `error: option '${option.flags}' argument '${val}' is invalid.`;
          handleOptionValue(val, invalidValueMessage, "cli");
        });
        if (option.envVar) {
          this.on("optionEnv:" + oname, (val) => {
            const invalidValueMessage = `error: option '${option.flags}' value '${val}' from env '${option.envVar}' is invalid.`;
            handleOptionValue(val, invalidValueMessage, "env");
          });
        }
        return this;
      }
      /**
       * Internal implementation shared by .option() and .requiredOption()
       *
       * @return {Command} `this` command for chaining
       * @private
       */
      _optionEx(config, flags2, description, fn, defaultValue) {
        if (typeof flags2 === "object" && flags2 instanceof Option2) {
          throw new Error(
            "To add an Option object use addOption() instead of option() or requiredOption()"
          );
        }
        const option = this.createOption(flags2, description);
        option.makeOptionMandatory(!!config.mandatory);
        if (typeof fn === "function") {
          option.default(defaultValue).argParser(fn);
        } else if (fn instanceof RegExp) {
          const regex = fn;
          fn = (val, def) => {
            const m = regex.exec(val);
            return m ? m[0] : def;
          };
          option.default(defaultValue).argParser(fn);
        } else {
          option.default(fn);
        }
        return this.addOption(option);
      }
      /**
       * Define option with `flags`, `description`, and optional argument parsing function or `defaultValue` or both.
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space. A required
       * option-argument is indicated by `<>` and an optional option-argument by `[]`.
       *
       * See the README for more details, and see also addOption() and requiredOption().
       *
       * @example
       * program
       *     .option('-p, --pepper', 'add pepper')
       *     .option('--pt, --pizza-type <TYPE>', 'type of pizza') // required option-argument
       *     .option('-c, --cheese [CHEESE]', 'add extra cheese', 'mozzarella') // optional option-argument with default
       *     .option('-t, --tip <VALUE>', 'add tip to purchase cost', parseFloat) // custom parse function
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      option(flags2, description, parseArg, defaultValue) {
        return this._optionEx({}, flags2, description, parseArg, defaultValue);
      }
      /**
       * Add a required option which must have a value after parsing. This usually means
       * the option must be specified on the command line. (Otherwise the same as .option().)
       *
       * The `flags` string contains the short and/or long flags, separated by comma, a pipe or space.
       *
       * @param {string} flags
       * @param {string} [description]
       * @param {(Function|*)} [parseArg] - custom option processing function or default value
       * @param {*} [defaultValue]
       * @return {Command} `this` command for chaining
       */
      requiredOption(flags2, description, parseArg, defaultValue) {
        return this._optionEx(
          { mandatory: true },
          flags2,
          description,
          parseArg,
          defaultValue
        );
      }
      /**
       * Alter parsing of short flags with optional values.
       *
       * @example
       * // for `.option('-f,--flag [value]'):
       * program.combineFlagAndOptionalValue(true);  // `-f80` is treated like `--flag=80`, this is the default behaviour
       * program.combineFlagAndOptionalValue(false) // `-fb` is treated like `-f -b`
       *
       * @param {boolean} [combine] - if `true` or omitted, an optional value can be specified directly after the flag.
       * @return {Command} `this` command for chaining
       */
      combineFlagAndOptionalValue(combine = true) {
        this._combineFlagAndOptionalValue = !!combine;
        return this;
      }
      /**
       * Allow unknown options on the command line.
       *
       * @param {boolean} [allowUnknown] - if `true` or omitted, no error will be thrown for unknown options.
       * @return {Command} `this` command for chaining
       */
      allowUnknownOption(allowUnknown = true) {
        this._allowUnknownOption = !!allowUnknown;
        return this;
      }
      /**
       * Allow excess command-arguments on the command line. Pass false to make excess arguments an error.
       *
       * @param {boolean} [allowExcess] - if `true` or omitted, no error will be thrown for excess arguments.
       * @return {Command} `this` command for chaining
       */
      allowExcessArguments(allowExcess = true) {
        this._allowExcessArguments = !!allowExcess;
        return this;
      }
      /**
       * Enable positional options. Positional means global options are specified before subcommands which lets
       * subcommands reuse the same option names, and also enables subcommands to turn on passThroughOptions.
       * The default behaviour is non-positional and global options may appear anywhere on the command line.
       *
       * @param {boolean} [positional]
       * @return {Command} `this` command for chaining
       */
      enablePositionalOptions(positional = true) {
        this._enablePositionalOptions = !!positional;
        return this;
      }
      /**
       * Pass through options that come after command-arguments rather than treat them as command-options,
       * so actual command-options come before command-arguments. Turning this on for a subcommand requires
       * positional options to have been enabled on the program (parent commands).
       * The default behaviour is non-positional and options may appear before or after command-arguments.
       *
       * @param {boolean} [passThrough] for unknown options.
       * @return {Command} `this` command for chaining
       */
      passThroughOptions(passThrough = true) {
        this._passThroughOptions = !!passThrough;
        this._checkForBrokenPassThrough();
        return this;
      }
      /**
       * @private
       */
      _checkForBrokenPassThrough() {
        if (this.parent && this._passThroughOptions && !this.parent._enablePositionalOptions) {
          throw new Error(
            `passThroughOptions cannot be used for '${this._name}' without turning on enablePositionalOptions for parent command(s)`
          );
        }
      }
      /**
       * Whether to store option values as properties on command object,
       * or store separately (specify false). In both cases the option values can be accessed using .opts().
       *
       * @param {boolean} [storeAsProperties=true]
       * @return {Command} `this` command for chaining
       */
      storeOptionsAsProperties(storeAsProperties = true) {
        if (this.options.length) {
          throw new Error("call .storeOptionsAsProperties() before adding options");
        }
        if (Object.keys(this._optionValues).length) {
          throw new Error(
            "call .storeOptionsAsProperties() before setting option values"
          );
        }
        this._storeOptionsAsProperties = !!storeAsProperties;
        return this;
      }
      /**
       * Retrieve option value.
       *
       * @param {string} key
       * @return {object} value
       */
      getOptionValue(key) {
        if (this._storeOptionsAsProperties) {
          return this[key];
        }
        return this._optionValues[key];
      }
      /**
       * Store option value.
       *
       * @param {string} key
       * @param {object} value
       * @return {Command} `this` command for chaining
       */
      setOptionValue(key, value) {
        return this.setOptionValueWithSource(key, value, void 0);
      }
      /**
       * Store option value and where the value came from.
       *
       * @param {string} key
       * @param {object} value
       * @param {string} source - expected values are default/config/env/cli/implied
       * @return {Command} `this` command for chaining
       */
      setOptionValueWithSource(key, value, source) {
        if (this._storeOptionsAsProperties) {
          this[key] = value;
        } else {
          this._optionValues[key] = value;
        }
        this._optionValueSources[key] = source;
        return this;
      }
      /**
       * Get source of option value.
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSource(key) {
        return this._optionValueSources[key];
      }
      /**
       * Get source of option value. See also .optsWithGlobals().
       * Expected values are default | config | env | cli | implied
       *
       * @param {string} key
       * @return {string}
       */
      getOptionValueSourceWithGlobals(key) {
        let source;
        this._getCommandAndAncestors().forEach((cmd) => {
          if (cmd.getOptionValueSource(key) !== void 0) {
            source = cmd.getOptionValueSource(key);
          }
        });
        return source;
      }
      /**
       * Get user arguments from implied or explicit arguments.
       * Side-effects: set _scriptPath if args included script. Used for default program name, and subcommand searches.
       *
       * @private
       */
      _prepareUserArgs(argv, parseOptions) {
        if (argv !== void 0 && !Array.isArray(argv)) {
          throw new Error("first parameter to parse must be array or undefined");
        }
        parseOptions = parseOptions || {};
        if (argv === void 0 && parseOptions.from === void 0) {
          if (process3.versions?.electron) {
            parseOptions.from = "electron";
          }
          const execArgv = process3.execArgv ?? [];
          if (execArgv.includes("-e") || execArgv.includes("--eval") || execArgv.includes("-p") || execArgv.includes("--print")) {
            parseOptions.from = "eval";
          }
        }
        if (argv === void 0) {
          argv = process3.argv;
        }
        this.rawArgs = argv.slice();
        let userArgs;
        switch (parseOptions.from) {
          case void 0:
          case "node":
            this._scriptPath = argv[1];
            userArgs = argv.slice(2);
            break;
          case "electron":
            if (process3.defaultApp) {
              this._scriptPath = argv[1];
              userArgs = argv.slice(2);
            } else {
              userArgs = argv.slice(1);
            }
            break;
          case "user":
            userArgs = argv.slice(0);
            break;
          case "eval":
            userArgs = argv.slice(1);
            break;
          default:
            throw new Error(
              `unexpected parse option { from: '${parseOptions.from}' }`
            );
        }
        if (!this._name && this._scriptPath)
          this.nameFromFilename(this._scriptPath);
        this._name = this._name || "program";
        return userArgs;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Use parseAsync instead of parse if any of your action handlers are async.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * program.parse(); // parse process.argv and auto-detect electron and special node flags
       * program.parse(process.argv); // assume argv[0] is app and argv[1] is script
       * program.parse(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv] - optional, defaults to process.argv
       * @param {object} [parseOptions] - optionally specify style of options with from: node/user/electron
       * @param {string} [parseOptions.from] - where the args are from: 'node', 'user', 'electron'
       * @return {Command} `this` command for chaining
       */
      parse(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        this._parseCommand([], userArgs);
        return this;
      }
      /**
       * Parse `argv`, setting options and invoking commands when defined.
       *
       * Call with no parameters to parse `process.argv`. Detects Electron and special node options like `node --eval`. Easy mode!
       *
       * Or call with an array of strings to parse, and optionally where the user arguments start by specifying where the arguments are `from`:
       * - `'node'`: default, `argv[0]` is the application and `argv[1]` is the script being run, with user arguments after that
       * - `'electron'`: `argv[0]` is the application and `argv[1]` varies depending on whether the electron application is packaged
       * - `'user'`: just user arguments
       *
       * @example
       * await program.parseAsync(); // parse process.argv and auto-detect electron and special node flags
       * await program.parseAsync(process.argv); // assume argv[0] is app and argv[1] is script
       * await program.parseAsync(my-args, { from: 'user' }); // just user supplied arguments, nothing special about argv[0]
       *
       * @param {string[]} [argv]
       * @param {object} [parseOptions]
       * @param {string} parseOptions.from - where the args are from: 'node', 'user', 'electron'
       * @return {Promise}
       */
      async parseAsync(argv, parseOptions) {
        this._prepareForParse();
        const userArgs = this._prepareUserArgs(argv, parseOptions);
        await this._parseCommand([], userArgs);
        return this;
      }
      _prepareForParse() {
        if (this._savedState === null) {
          this.saveStateBeforeParse();
        } else {
          this.restoreStateBeforeParse();
        }
      }
      /**
       * Called the first time parse is called to save state and allow a restore before subsequent calls to parse.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state saved.
       */
      saveStateBeforeParse() {
        this._savedState = {
          // name is stable if supplied by author, but may be unspecified for root command and deduced during parsing
          _name: this._name,
          // option values before parse have default values (including false for negated options)
          // shallow clones
          _optionValues: { ...this._optionValues },
          _optionValueSources: { ...this._optionValueSources }
        };
      }
      /**
       * Restore state before parse for calls after the first.
       * Not usually called directly, but available for subclasses to save their custom state.
       *
       * This is called in a lazy way. Only commands used in parsing chain will have state restored.
       */
      restoreStateBeforeParse() {
        if (this._storeOptionsAsProperties)
          throw new Error(`Can not call parse again when storeOptionsAsProperties is true.
- either make a new Command for each call to parse, or stop storing options as properties`);
        this._name = this._savedState._name;
        this._scriptPath = null;
        this.rawArgs = [];
        this._optionValues = { ...this._savedState._optionValues };
        this._optionValueSources = { ...this._savedState._optionValueSources };
        this.args = [];
        this.processedArgs = [];
      }
      /**
       * Throw if expected executable is missing. Add lots of help for author.
       *
       * @param {string} executableFile
       * @param {string} executableDir
       * @param {string} subcommandName
       */
      _checkForMissingExecutable(executableFile, executableDir, subcommandName) {
        if (fs.existsSync(executableFile)) return;
        const executableDirMessage = executableDir ? `searched for local subcommand relative to directory '${executableDir}'` : "no directory for search for local subcommand, use .executableDir() to supply a custom directory";
        const executableMissing = `'${executableFile}' does not exist
 - if '${subcommandName}' is not meant to be an executable command, remove description parameter from '.command()' and use '.description()' instead
 - if the default executable name is not suitable, use the executableFile option to supply a custom name or path
 - ${executableDirMessage}`;
        throw new Error(executableMissing);
      }
      /**
       * Execute a sub-command executable.
       *
       * @private
       */
      _executeSubCommand(subcommand, args) {
        args = args.slice();
        let launchWithNode = false;
        const sourceExt = [".js", ".ts", ".tsx", ".mjs", ".cjs"];
        function findFile(baseDir, baseName) {
          const localBin = path3.resolve(baseDir, baseName);
          if (fs.existsSync(localBin)) return localBin;
          if (sourceExt.includes(path3.extname(baseName))) return void 0;
          const foundExt = sourceExt.find(
            (ext) => fs.existsSync(`${localBin}${ext}`)
          );
          if (foundExt) return `${localBin}${foundExt}`;
          return void 0;
        }
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        let executableFile = subcommand._executableFile || `${this._name}-${subcommand._name}`;
        let executableDir = this._executableDir || "";
        if (this._scriptPath) {
          let resolvedScriptPath;
          try {
            resolvedScriptPath = fs.realpathSync(this._scriptPath);
          } catch {
            resolvedScriptPath = this._scriptPath;
          }
          executableDir = path3.resolve(
            path3.dirname(resolvedScriptPath),
            executableDir
          );
        }
        if (executableDir) {
          let localFile = findFile(executableDir, executableFile);
          if (!localFile && !subcommand._executableFile && this._scriptPath) {
            const legacyName = path3.basename(
              this._scriptPath,
              path3.extname(this._scriptPath)
            );
            if (legacyName !== this._name) {
              localFile = findFile(
                executableDir,
                `${legacyName}-${subcommand._name}`
              );
            }
          }
          executableFile = localFile || executableFile;
        }
        launchWithNode = sourceExt.includes(path3.extname(executableFile));
        let proc;
        if (process3.platform !== "win32") {
          if (launchWithNode) {
            args.unshift(executableFile);
            args = incrementNodeInspectorPort(process3.execArgv).concat(args);
            proc = childProcess.spawn(process3.argv[0], args, { stdio: "inherit" });
          } else {
            proc = childProcess.spawn(executableFile, args, { stdio: "inherit" });
          }
        } else {
          this._checkForMissingExecutable(
            executableFile,
            executableDir,
            subcommand._name
          );
          args.unshift(executableFile);
          args = incrementNodeInspectorPort(process3.execArgv).concat(args);
          proc = childProcess.spawn(process3.execPath, args, { stdio: "inherit" });
        }
        if (!proc.killed) {
          const signals = ["SIGUSR1", "SIGUSR2", "SIGTERM", "SIGINT", "SIGHUP"];
          signals.forEach((signal) => {
            process3.on(signal, () => {
              if (proc.killed === false && proc.exitCode === null) {
                proc.kill(signal);
              }
            });
          });
        }
        const exitCallback = this._exitCallback;
        proc.on("close", (code) => {
          code = code ?? 1;
          if (!exitCallback) {
            process3.exit(code);
          } else {
            exitCallback(
              new CommanderError2(
                code,
                "commander.executeSubCommandAsync",
                "(close)"
              )
            );
          }
        });
        proc.on("error", (err) => {
          if (err.code === "ENOENT") {
            this._checkForMissingExecutable(
              executableFile,
              executableDir,
              subcommand._name
            );
          } else if (err.code === "EACCES") {
            throw new Error(`'${executableFile}' not executable`);
          }
          if (!exitCallback) {
            process3.exit(1);
          } else {
            const wrappedError = new CommanderError2(
              1,
              "commander.executeSubCommandAsync",
              "(error)"
            );
            wrappedError.nestedError = err;
            exitCallback(wrappedError);
          }
        });
        this.runningCommand = proc;
      }
      /**
       * @private
       */
      _dispatchSubcommand(commandName, operands, unknown) {
        const subCommand = this._findCommand(commandName);
        if (!subCommand) this.help({ error: true });
        subCommand._prepareForParse();
        let promiseChain;
        promiseChain = this._chainOrCallSubCommandHook(
          promiseChain,
          subCommand,
          "preSubcommand"
        );
        promiseChain = this._chainOrCall(promiseChain, () => {
          if (subCommand._executableHandler) {
            this._executeSubCommand(subCommand, operands.concat(unknown));
          } else {
            return subCommand._parseCommand(operands, unknown);
          }
        });
        return promiseChain;
      }
      /**
       * Invoke help directly if possible, or dispatch if necessary.
       * e.g. help foo
       *
       * @private
       */
      _dispatchHelpCommand(subcommandName) {
        if (!subcommandName) {
          this.help();
        }
        const subCommand = this._findCommand(subcommandName);
        if (subCommand && !subCommand._executableHandler) {
          subCommand.help();
        }
        return this._dispatchSubcommand(
          subcommandName,
          [],
          [this._getHelpOption()?.long ?? this._getHelpOption()?.short ?? "--help"]
        );
      }
      /**
       * Check this.args against expected this.registeredArguments.
       *
       * @private
       */
      _checkNumberOfArguments() {
        this.registeredArguments.forEach((arg, i) => {
          if (arg.required && this.args[i] == null) {
            this.missingArgument(arg.name());
          }
        });
        if (this.registeredArguments.length > 0 && this.registeredArguments[this.registeredArguments.length - 1].variadic) {
          return;
        }
        if (this.args.length > this.registeredArguments.length) {
          this._excessArguments(this.args);
        }
      }
      /**
       * Process this.args using this.registeredArguments and save as this.processedArgs!
       *
       * @private
       */
      _processArguments() {
        const myParseArg = (argument, value, previous) => {
          let parsedValue = value;
          if (value !== null && argument.parseArg) {
            const invalidValueMessage = `error: command-argument value '${value}' is invalid for argument '${argument.name()}'.`;
            parsedValue = this._callParseArg(
              argument,
              value,
              previous,
              invalidValueMessage
            );
          }
          return parsedValue;
        };
        this._checkNumberOfArguments();
        const processedArgs = [];
        this.registeredArguments.forEach((declaredArg, index) => {
          let value = declaredArg.defaultValue;
          if (declaredArg.variadic) {
            if (index < this.args.length) {
              value = this.args.slice(index);
              if (declaredArg.parseArg) {
                value = value.reduce((processed, v) => {
                  return myParseArg(declaredArg, v, processed);
                }, declaredArg.defaultValue);
              }
            } else if (value === void 0) {
              value = [];
            }
          } else if (index < this.args.length) {
            value = this.args[index];
            if (declaredArg.parseArg) {
              value = myParseArg(declaredArg, value, declaredArg.defaultValue);
            }
          }
          processedArgs[index] = value;
        });
        this.processedArgs = processedArgs;
      }
      /**
       * Once we have a promise we chain, but call synchronously until then.
       *
       * @param {(Promise|undefined)} promise
       * @param {Function} fn
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCall(promise, fn) {
        if (promise?.then && typeof promise.then === "function") {
          return promise.then(() => fn());
        }
        return fn();
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallHooks(promise, event) {
        let result = promise;
        const hooks = [];
        this._getCommandAndAncestors().reverse().filter((cmd) => cmd._lifeCycleHooks[event] !== void 0).forEach((hookedCommand) => {
          hookedCommand._lifeCycleHooks[event].forEach((callback) => {
            hooks.push({ hookedCommand, callback });
          });
        });
        if (event === "postAction") {
          hooks.reverse();
        }
        hooks.forEach((hookDetail) => {
          result = this._chainOrCall(result, () => {
            return hookDetail.callback(hookDetail.hookedCommand, this);
          });
        });
        return result;
      }
      /**
       *
       * @param {(Promise|undefined)} promise
       * @param {Command} subCommand
       * @param {string} event
       * @return {(Promise|undefined)}
       * @private
       */
      _chainOrCallSubCommandHook(promise, subCommand, event) {
        let result = promise;
        if (this._lifeCycleHooks[event] !== void 0) {
          this._lifeCycleHooks[event].forEach((hook) => {
            result = this._chainOrCall(result, () => {
              return hook(this, subCommand);
            });
          });
        }
        return result;
      }
      /**
       * Process arguments in context of this command.
       * Returns action result, in case it is a promise.
       *
       * @private
       */
      _parseCommand(operands, unknown) {
        const parsed = this.parseOptions(unknown);
        this._parseOptionsEnv();
        this._parseOptionsImplied();
        operands = operands.concat(parsed.operands);
        unknown = parsed.unknown;
        this.args = operands.concat(unknown);
        if (operands && this._findCommand(operands[0])) {
          return this._dispatchSubcommand(operands[0], operands.slice(1), unknown);
        }
        if (this._getHelpCommand() && operands[0] === this._getHelpCommand().name()) {
          return this._dispatchHelpCommand(operands[1]);
        }
        if (this._defaultCommandName) {
          this._outputHelpIfRequested(unknown);
          return this._dispatchSubcommand(
            this._defaultCommandName,
            operands,
            unknown
          );
        }
        if (this.commands.length && this.args.length === 0 && !this._actionHandler && !this._defaultCommandName) {
          this.help({ error: true });
        }
        this._outputHelpIfRequested(parsed.unknown);
        this._checkForMissingMandatoryOptions();
        this._checkForConflictingOptions();
        const checkForUnknownOptions = () => {
          if (parsed.unknown.length > 0) {
            this.unknownOption(parsed.unknown[0]);
          }
        };
        const commandEvent = `command:${this.name()}`;
        if (this._actionHandler) {
          checkForUnknownOptions();
          this._processArguments();
          let promiseChain;
          promiseChain = this._chainOrCallHooks(promiseChain, "preAction");
          promiseChain = this._chainOrCall(
            promiseChain,
            () => this._actionHandler(this.processedArgs)
          );
          if (this.parent) {
            promiseChain = this._chainOrCall(promiseChain, () => {
              this.parent.emit(commandEvent, operands, unknown);
            });
          }
          promiseChain = this._chainOrCallHooks(promiseChain, "postAction");
          return promiseChain;
        }
        if (this.parent?.listenerCount(commandEvent)) {
          checkForUnknownOptions();
          this._processArguments();
          this.parent.emit(commandEvent, operands, unknown);
        } else if (operands.length) {
          if (this._findCommand("*")) {
            return this._dispatchSubcommand("*", operands, unknown);
          }
          if (this.listenerCount("command:*")) {
            this.emit("command:*", operands, unknown);
          } else if (this.commands.length) {
            this.unknownCommand();
          } else {
            checkForUnknownOptions();
            this._processArguments();
          }
        } else if (this.commands.length) {
          checkForUnknownOptions();
          this.help({ error: true });
        } else {
          checkForUnknownOptions();
          this._processArguments();
        }
      }
      /**
       * Find matching command.
       *
       * @private
       * @return {Command | undefined}
       */
      _findCommand(name) {
        if (!name) return void 0;
        return this.commands.find(
          (cmd) => cmd._name === name || cmd._aliases.includes(name)
        );
      }
      /**
       * Return an option matching `arg` if any.
       *
       * @param {string} arg
       * @return {Option}
       * @package
       */
      _findOption(arg) {
        return this.options.find((option) => option.is(arg));
      }
      /**
       * Display an error message if a mandatory option does not have a value.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForMissingMandatoryOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd.options.forEach((anOption) => {
            if (anOption.mandatory && cmd.getOptionValue(anOption.attributeName()) === void 0) {
              cmd.missingMandatoryOptionValue(anOption);
            }
          });
        });
      }
      /**
       * Display an error message if conflicting options are used together in this.
       *
       * @private
       */
      _checkForConflictingLocalOptions() {
        const definedNonDefaultOptions = this.options.filter((option) => {
          const optionKey = option.attributeName();
          if (this.getOptionValue(optionKey) === void 0) {
            return false;
          }
          return this.getOptionValueSource(optionKey) !== "default";
        });
        const optionsWithConflicting = definedNonDefaultOptions.filter(
          (option) => option.conflictsWith.length > 0
        );
        optionsWithConflicting.forEach((option) => {
          const conflictingAndDefined = definedNonDefaultOptions.find(
            (defined) => option.conflictsWith.includes(defined.attributeName())
          );
          if (conflictingAndDefined) {
            this._conflictingOption(option, conflictingAndDefined);
          }
        });
      }
      /**
       * Display an error message if conflicting options are used together.
       * Called after checking for help flags in leaf subcommand.
       *
       * @private
       */
      _checkForConflictingOptions() {
        this._getCommandAndAncestors().forEach((cmd) => {
          cmd._checkForConflictingLocalOptions();
        });
      }
      /**
       * Parse options from `argv` removing known options,
       * and return argv split into operands and unknown arguments.
       *
       * Side effects: modifies command by storing options. Does not reset state if called again.
       *
       * Examples:
       *
       *     argv => operands, unknown
       *     --known kkk op => [op], []
       *     op --known kkk => [op], []
       *     sub --unknown uuu op => [sub], [--unknown uuu op]
       *     sub -- --unknown uuu op => [sub --unknown uuu op], []
       *
       * @param {string[]} args
       * @return {{operands: string[], unknown: string[]}}
       */
      parseOptions(args) {
        const operands = [];
        const unknown = [];
        let dest = operands;
        function maybeOption(arg) {
          return arg.length > 1 && arg[0] === "-";
        }
        const negativeNumberArg = (arg) => {
          if (!/^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(arg)) return false;
          return !this._getCommandAndAncestors().some(
            (cmd) => cmd.options.map((opt) => opt.short).some((short) => /^-\d$/.test(short))
          );
        };
        let activeVariadicOption = null;
        let activeGroup = null;
        let i = 0;
        while (i < args.length || activeGroup) {
          const arg = activeGroup ?? args[i++];
          activeGroup = null;
          if (arg === "--") {
            if (dest === unknown) dest.push(arg);
            dest.push(...args.slice(i));
            break;
          }
          if (activeVariadicOption && (!maybeOption(arg) || negativeNumberArg(arg))) {
            this.emit(`option:${activeVariadicOption.name()}`, arg);
            continue;
          }
          activeVariadicOption = null;
          if (maybeOption(arg)) {
            const option = this._findOption(arg);
            if (option) {
              if (option.required) {
                const value = args[i++];
                if (value === void 0) this.optionMissingArgument(option);
                this.emit(`option:${option.name()}`, value);
              } else if (option.optional) {
                let value = null;
                if (i < args.length && (!maybeOption(args[i]) || negativeNumberArg(args[i]))) {
                  value = args[i++];
                }
                this.emit(`option:${option.name()}`, value);
              } else {
                this.emit(`option:${option.name()}`);
              }
              activeVariadicOption = option.variadic ? option : null;
              continue;
            }
          }
          if (arg.length > 2 && arg[0] === "-" && arg[1] !== "-") {
            const option = this._findOption(`-${arg[1]}`);
            if (option) {
              if (option.required || option.optional && this._combineFlagAndOptionalValue) {
                this.emit(`option:${option.name()}`, arg.slice(2));
              } else {
                this.emit(`option:${option.name()}`);
                activeGroup = `-${arg.slice(2)}`;
              }
              continue;
            }
          }
          if (/^--[^=]+=/.test(arg)) {
            const index = arg.indexOf("=");
            const option = this._findOption(arg.slice(0, index));
            if (option && (option.required || option.optional)) {
              this.emit(`option:${option.name()}`, arg.slice(index + 1));
              continue;
            }
          }
          if (dest === operands && maybeOption(arg) && !(this.commands.length === 0 && negativeNumberArg(arg))) {
            dest = unknown;
          }
          if ((this._enablePositionalOptions || this._passThroughOptions) && operands.length === 0 && unknown.length === 0) {
            if (this._findCommand(arg)) {
              operands.push(arg);
              unknown.push(...args.slice(i));
              break;
            } else if (this._getHelpCommand() && arg === this._getHelpCommand().name()) {
              operands.push(arg, ...args.slice(i));
              break;
            } else if (this._defaultCommandName) {
              unknown.push(arg, ...args.slice(i));
              break;
            }
          }
          if (this._passThroughOptions) {
            dest.push(arg, ...args.slice(i));
            break;
          }
          dest.push(arg);
        }
        return { operands, unknown };
      }
      /**
       * Return an object containing local option values as key-value pairs.
       *
       * @return {object}
       */
      opts() {
        if (this._storeOptionsAsProperties) {
          const result = {};
          const len = this.options.length;
          for (let i = 0; i < len; i++) {
            const key = this.options[i].attributeName();
            result[key] = key === this._versionOptionName ? this._version : this[key];
          }
          return result;
        }
        return this._optionValues;
      }
      /**
       * Return an object containing merged local and global option values as key-value pairs.
       *
       * @return {object}
       */
      optsWithGlobals() {
        return this._getCommandAndAncestors().reduce(
          (combinedOptions, cmd) => Object.assign(combinedOptions, cmd.opts()),
          {}
        );
      }
      /**
       * Display error message and exit (or call exitOverride).
       *
       * @param {string} message
       * @param {object} [errorOptions]
       * @param {string} [errorOptions.code] - an id string representing the error
       * @param {number} [errorOptions.exitCode] - used with process.exit
       */
      error(message, errorOptions) {
        this._outputConfiguration.outputError(
          `${message}
`,
          this._outputConfiguration.writeErr
        );
        if (typeof this._showHelpAfterError === "string") {
          this._outputConfiguration.writeErr(`${this._showHelpAfterError}
`);
        } else if (this._showHelpAfterError) {
          this._outputConfiguration.writeErr("\n");
          this.outputHelp({ error: true });
        }
        const config = errorOptions || {};
        const exitCode = config.exitCode || 1;
        const code = config.code || "commander.error";
        this._exit(exitCode, code, message);
      }
      /**
       * Apply any option related environment variables, if option does
       * not have a value from cli or client code.
       *
       * @private
       */
      _parseOptionsEnv() {
        this.options.forEach((option) => {
          if (option.envVar && option.envVar in process3.env) {
            const optionKey = option.attributeName();
            if (this.getOptionValue(optionKey) === void 0 || ["default", "config", "env"].includes(
              this.getOptionValueSource(optionKey)
            )) {
              if (option.required || option.optional) {
                this.emit(`optionEnv:${option.name()}`, process3.env[option.envVar]);
              } else {
                this.emit(`optionEnv:${option.name()}`);
              }
            }
          }
        });
      }
      /**
       * Apply any implied option values, if option is undefined or default value.
       *
       * @private
       */
      _parseOptionsImplied() {
        const dualHelper = new DualOptions(this.options);
        const hasCustomOptionValue = (optionKey) => {
          return this.getOptionValue(optionKey) !== void 0 && !["default", "implied"].includes(this.getOptionValueSource(optionKey));
        };
        this.options.filter(
          (option) => option.implied !== void 0 && hasCustomOptionValue(option.attributeName()) && dualHelper.valueFromOption(
            this.getOptionValue(option.attributeName()),
            option
          )
        ).forEach((option) => {
          Object.keys(option.implied).filter((impliedKey) => !hasCustomOptionValue(impliedKey)).forEach((impliedKey) => {
            this.setOptionValueWithSource(
              impliedKey,
              option.implied[impliedKey],
              "implied"
            );
          });
        });
      }
      /**
       * Argument `name` is missing.
       *
       * @param {string} name
       * @private
       */
      missingArgument(name) {
        const message = `error: missing required argument '${name}'`;
        this.error(message, { code: "commander.missingArgument" });
      }
      /**
       * `Option` is missing an argument.
       *
       * @param {Option} option
       * @private
       */
      optionMissingArgument(option) {
        const message = `error: option '${option.flags}' argument missing`;
        this.error(message, { code: "commander.optionMissingArgument" });
      }
      /**
       * `Option` does not have a value, and is a mandatory option.
       *
       * @param {Option} option
       * @private
       */
      missingMandatoryOptionValue(option) {
        const message = `error: required option '${option.flags}' not specified`;
        this.error(message, { code: "commander.missingMandatoryOptionValue" });
      }
      /**
       * `Option` conflicts with another option.
       *
       * @param {Option} option
       * @param {Option} conflictingOption
       * @private
       */
      _conflictingOption(option, conflictingOption) {
        const findBestOptionFromValue = (option2) => {
          const optionKey = option2.attributeName();
          const optionValue = this.getOptionValue(optionKey);
          const negativeOption = this.options.find(
            (target) => target.negate && optionKey === target.attributeName()
          );
          const positiveOption = this.options.find(
            (target) => !target.negate && optionKey === target.attributeName()
          );
          if (negativeOption && (negativeOption.presetArg === void 0 && optionValue === false || negativeOption.presetArg !== void 0 && optionValue === negativeOption.presetArg)) {
            return negativeOption;
          }
          return positiveOption || option2;
        };
        const getErrorMessage = (option2) => {
          const bestOption = findBestOptionFromValue(option2);
          const optionKey = bestOption.attributeName();
          const source = this.getOptionValueSource(optionKey);
          if (source === "env") {
            return `environment variable '${bestOption.envVar}'`;
          }
          return `option '${bestOption.flags}'`;
        };
        const message = `error: ${getErrorMessage(option)} cannot be used with ${getErrorMessage(conflictingOption)}`;
        this.error(message, { code: "commander.conflictingOption" });
      }
      /**
       * Unknown option `flag`.
       *
       * @param {string} flag
       * @private
       */
      unknownOption(flag) {
        if (this._allowUnknownOption) return;
        let suggestion = "";
        if (flag.startsWith("--") && this._showSuggestionAfterError) {
          let candidateFlags = [];
          let command = this;
          do {
            const moreFlags = command.createHelp().visibleOptions(command).filter((option) => option.long).map((option) => option.long);
            candidateFlags = candidateFlags.concat(moreFlags);
            command = command.parent;
          } while (command && !command._enablePositionalOptions);
          suggestion = suggestSimilar(flag, candidateFlags);
        }
        const message = `error: unknown option '${flag}'${suggestion}`;
        this.error(message, { code: "commander.unknownOption" });
      }
      /**
       * Excess arguments, more than expected.
       *
       * @param {string[]} receivedArgs
       * @private
       */
      _excessArguments(receivedArgs) {
        if (this._allowExcessArguments) return;
        const expected = this.registeredArguments.length;
        const s = expected === 1 ? "" : "s";
        const forSubcommand = this.parent ? ` for '${this.name()}'` : "";
        const message = `error: too many arguments${forSubcommand}. Expected ${expected} argument${s} but got ${receivedArgs.length}.`;
        this.error(message, { code: "commander.excessArguments" });
      }
      /**
       * Unknown command.
       *
       * @private
       */
      unknownCommand() {
        const unknownName = this.args[0];
        let suggestion = "";
        if (this._showSuggestionAfterError) {
          const candidateNames = [];
          this.createHelp().visibleCommands(this).forEach((command) => {
            candidateNames.push(command.name());
            if (command.alias()) candidateNames.push(command.alias());
          });
          suggestion = suggestSimilar(unknownName, candidateNames);
        }
        const message = `error: unknown command '${unknownName}'${suggestion}`;
        this.error(message, { code: "commander.unknownCommand" });
      }
      /**
       * Get or set the program version.
       *
       * This method auto-registers the "-V, --version" option which will print the version number.
       *
       * You can optionally supply the flags and description to override the defaults.
       *
       * @param {string} [str]
       * @param {string} [flags]
       * @param {string} [description]
       * @return {(this | string | undefined)} `this` command for chaining, or version string if no arguments
       */
      version(str, flags2, description) {
        if (str === void 0) return this._version;
        this._version = str;
        flags2 = flags2 || "-V, --version";
        description = description || "output the version number";
        const versionOption = this.createOption(flags2, description);
        this._versionOptionName = versionOption.attributeName();
        this._registerOption(versionOption);
        this.on("option:" + versionOption.name(), () => {
          this._outputConfiguration.writeOut(`${str}
`);
          this._exit(0, "commander.version", str);
        });
        return this;
      }
      /**
       * Set the description.
       *
       * @param {string} [str]
       * @param {object} [argsDescription]
       * @return {(string|Command)}
       */
      description(str, argsDescription) {
        if (str === void 0 && argsDescription === void 0)
          return this._description;
        this._description = str;
        if (argsDescription) {
          this._argsDescription = argsDescription;
        }
        return this;
      }
      /**
       * Set the summary. Used when listed as subcommand of parent.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      summary(str) {
        if (str === void 0) return this._summary;
        this._summary = str;
        return this;
      }
      /**
       * Set an alias for the command.
       *
       * You may call more than once to add multiple aliases. Only the first alias is shown in the auto-generated help.
       *
       * @param {string} [alias]
       * @return {(string|Command)}
       */
      alias(alias) {
        if (alias === void 0) return this._aliases[0];
        let command = this;
        if (this.commands.length !== 0 && this.commands[this.commands.length - 1]._executableHandler) {
          command = this.commands[this.commands.length - 1];
        }
        if (alias === command._name)
          throw new Error("Command alias can't be the same as its name");
        const matchingCommand = this.parent?._findCommand(alias);
        if (matchingCommand) {
          const existingCmd = [matchingCommand.name()].concat(matchingCommand.aliases()).join("|");
          throw new Error(
            `cannot add alias '${alias}' to command '${this.name()}' as already have command '${existingCmd}'`
          );
        }
        command._aliases.push(alias);
        return this;
      }
      /**
       * Set aliases for the command.
       *
       * Only the first alias is shown in the auto-generated help.
       *
       * @param {string[]} [aliases]
       * @return {(string[]|Command)}
       */
      aliases(aliases) {
        if (aliases === void 0) return this._aliases;
        aliases.forEach((alias) => this.alias(alias));
        return this;
      }
      /**
       * Set / get the command usage `str`.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      usage(str) {
        if (str === void 0) {
          if (this._usage) return this._usage;
          const args = this.registeredArguments.map((arg) => {
            return humanReadableArgName(arg);
          });
          return [].concat(
            this.options.length || this._helpOption !== null ? "[options]" : [],
            this.commands.length ? "[command]" : [],
            this.registeredArguments.length ? args : []
          ).join(" ");
        }
        this._usage = str;
        return this;
      }
      /**
       * Get or set the name of the command.
       *
       * @param {string} [str]
       * @return {(string|Command)}
       */
      name(str) {
        if (str === void 0) return this._name;
        this._name = str;
        return this;
      }
      /**
       * Set/get the help group heading for this subcommand in parent command's help.
       *
       * @param {string} [heading]
       * @return {Command | string}
       */
      helpGroup(heading) {
        if (heading === void 0) return this._helpGroupHeading ?? "";
        this._helpGroupHeading = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for subcommands added to this command.
       * (This does not override a group set directly on the subcommand using .helpGroup().)
       *
       * @example
       * program.commandsGroup('Development Commands:);
       * program.command('watch')...
       * program.command('lint')...
       * ...
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      commandsGroup(heading) {
        if (heading === void 0) return this._defaultCommandGroup ?? "";
        this._defaultCommandGroup = heading;
        return this;
      }
      /**
       * Set/get the default help group heading for options added to this command.
       * (This does not override a group set directly on the option using .helpGroup().)
       *
       * @example
       * program
       *   .optionsGroup('Development Options:')
       *   .option('-d, --debug', 'output extra debugging')
       *   .option('-p, --profile', 'output profiling information')
       *
       * @param {string} [heading]
       * @returns {Command | string}
       */
      optionsGroup(heading) {
        if (heading === void 0) return this._defaultOptionGroup ?? "";
        this._defaultOptionGroup = heading;
        return this;
      }
      /**
       * @param {Option} option
       * @private
       */
      _initOptionGroup(option) {
        if (this._defaultOptionGroup && !option.helpGroupHeading)
          option.helpGroup(this._defaultOptionGroup);
      }
      /**
       * @param {Command} cmd
       * @private
       */
      _initCommandGroup(cmd) {
        if (this._defaultCommandGroup && !cmd.helpGroup())
          cmd.helpGroup(this._defaultCommandGroup);
      }
      /**
       * Set the name of the command from script filename, such as process.argv[1],
       * or require.main.filename, or __filename.
       *
       * (Used internally and public although not documented in README.)
       *
       * @example
       * program.nameFromFilename(require.main.filename);
       *
       * @param {string} filename
       * @return {Command}
       */
      nameFromFilename(filename) {
        this._name = path3.basename(filename, path3.extname(filename));
        return this;
      }
      /**
       * Get or set the directory for searching for executable subcommands of this command.
       *
       * @example
       * program.executableDir(__dirname);
       * // or
       * program.executableDir('subcommands');
       *
       * @param {string} [path]
       * @return {(string|null|Command)}
       */
      executableDir(path4) {
        if (path4 === void 0) return this._executableDir;
        this._executableDir = path4;
        return this;
      }
      /**
       * Return program help documentation.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to wrap for stderr instead of stdout
       * @return {string}
       */
      helpInformation(contextOptions) {
        const helper = this.createHelp();
        const context = this._getOutputContext(contextOptions);
        helper.prepareContext({
          error: context.error,
          helpWidth: context.helpWidth,
          outputHasColors: context.hasColors
        });
        const text = helper.formatHelp(this, helper);
        if (context.hasColors) return text;
        return this._outputConfiguration.stripColor(text);
      }
      /**
       * @typedef HelpContext
       * @type {object}
       * @property {boolean} error
       * @property {number} helpWidth
       * @property {boolean} hasColors
       * @property {function} write - includes stripColor if needed
       *
       * @returns {HelpContext}
       * @private
       */
      _getOutputContext(contextOptions) {
        contextOptions = contextOptions || {};
        const error = !!contextOptions.error;
        let baseWrite;
        let hasColors;
        let helpWidth;
        if (error) {
          baseWrite = (str) => this._outputConfiguration.writeErr(str);
          hasColors = this._outputConfiguration.getErrHasColors();
          helpWidth = this._outputConfiguration.getErrHelpWidth();
        } else {
          baseWrite = (str) => this._outputConfiguration.writeOut(str);
          hasColors = this._outputConfiguration.getOutHasColors();
          helpWidth = this._outputConfiguration.getOutHelpWidth();
        }
        const write2 = (str) => {
          if (!hasColors) str = this._outputConfiguration.stripColor(str);
          return baseWrite(str);
        };
        return { error, write: write2, hasColors, helpWidth };
      }
      /**
       * Output help information for this command.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean } | Function} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      outputHelp(contextOptions) {
        let deprecatedCallback;
        if (typeof contextOptions === "function") {
          deprecatedCallback = contextOptions;
          contextOptions = void 0;
        }
        const outputContext = this._getOutputContext(contextOptions);
        const eventContext = {
          error: outputContext.error,
          write: outputContext.write,
          command: this
        };
        this._getCommandAndAncestors().reverse().forEach((command) => command.emit("beforeAllHelp", eventContext));
        this.emit("beforeHelp", eventContext);
        let helpInformation = this.helpInformation({ error: outputContext.error });
        if (deprecatedCallback) {
          helpInformation = deprecatedCallback(helpInformation);
          if (typeof helpInformation !== "string" && !Buffer.isBuffer(helpInformation)) {
            throw new Error("outputHelp callback must return a string or a Buffer");
          }
        }
        outputContext.write(helpInformation);
        if (this._getHelpOption()?.long) {
          this.emit(this._getHelpOption().long);
        }
        this.emit("afterHelp", eventContext);
        this._getCommandAndAncestors().forEach(
          (command) => command.emit("afterAllHelp", eventContext)
        );
      }
      /**
       * You can pass in flags and a description to customise the built-in help option.
       * Pass in false to disable the built-in help option.
       *
       * @example
       * program.helpOption('-?, --help' 'show help'); // customise
       * program.helpOption(false); // disable
       *
       * @param {(string | boolean)} flags
       * @param {string} [description]
       * @return {Command} `this` command for chaining
       */
      helpOption(flags2, description) {
        if (typeof flags2 === "boolean") {
          if (flags2) {
            if (this._helpOption === null) this._helpOption = void 0;
            if (this._defaultOptionGroup) {
              this._initOptionGroup(this._getHelpOption());
            }
          } else {
            this._helpOption = null;
          }
          return this;
        }
        this._helpOption = this.createOption(
          flags2 ?? "-h, --help",
          description ?? "display help for command"
        );
        if (flags2 || description) this._initOptionGroup(this._helpOption);
        return this;
      }
      /**
       * Lazy create help option.
       * Returns null if has been disabled with .helpOption(false).
       *
       * @returns {(Option | null)} the help option
       * @package
       */
      _getHelpOption() {
        if (this._helpOption === void 0) {
          this.helpOption(void 0, void 0);
        }
        return this._helpOption;
      }
      /**
       * Supply your own option to use for the built-in help option.
       * This is an alternative to using helpOption() to customise the flags and description etc.
       *
       * @param {Option} option
       * @return {Command} `this` command for chaining
       */
      addHelpOption(option) {
        this._helpOption = option;
        this._initOptionGroup(option);
        return this;
      }
      /**
       * Output help information and exit.
       *
       * Outputs built-in help, and custom text added using `.addHelpText()`.
       *
       * @param {{ error: boolean }} [contextOptions] - pass {error:true} to write to stderr instead of stdout
       */
      help(contextOptions) {
        this.outputHelp(contextOptions);
        let exitCode = Number(process3.exitCode ?? 0);
        if (exitCode === 0 && contextOptions && typeof contextOptions !== "function" && contextOptions.error) {
          exitCode = 1;
        }
        this._exit(exitCode, "commander.help", "(outputHelp)");
      }
      /**
       * // Do a little typing to coordinate emit and listener for the help text events.
       * @typedef HelpTextEventContext
       * @type {object}
       * @property {boolean} error
       * @property {Command} command
       * @property {function} write
       */
      /**
       * Add additional text to be displayed with the built-in help.
       *
       * Position is 'before' or 'after' to affect just this command,
       * and 'beforeAll' or 'afterAll' to affect this command and all its subcommands.
       *
       * @param {string} position - before or after built-in help
       * @param {(string | Function)} text - string to add, or a function returning a string
       * @return {Command} `this` command for chaining
       */
      addHelpText(position, text) {
        const allowedValues = ["beforeAll", "before", "after", "afterAll"];
        if (!allowedValues.includes(position)) {
          throw new Error(`Unexpected value for position to addHelpText.
Expecting one of '${allowedValues.join("', '")}'`);
        }
        const helpEvent = `${position}Help`;
        this.on(helpEvent, (context) => {
          let helpStr;
          if (typeof text === "function") {
            helpStr = text({ error: context.error, command: context.command });
          } else {
            helpStr = text;
          }
          if (helpStr) {
            context.write(`${helpStr}
`);
          }
        });
        return this;
      }
      /**
       * Output help information if help flags specified
       *
       * @param {Array} args - array of options to search for help flags
       * @private
       */
      _outputHelpIfRequested(args) {
        const helpOption = this._getHelpOption();
        const helpRequested = helpOption && args.find((arg) => helpOption.is(arg));
        if (helpRequested) {
          this.outputHelp();
          this._exit(0, "commander.helpDisplayed", "(outputHelp)");
        }
      }
    };
    function incrementNodeInspectorPort(args) {
      return args.map((arg) => {
        if (!arg.startsWith("--inspect")) {
          return arg;
        }
        let debugOption;
        let debugHost = "127.0.0.1";
        let debugPort = "9229";
        let match;
        if ((match = arg.match(/^(--inspect(-brk)?)$/)) !== null) {
          debugOption = match[1];
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+)$/)) !== null) {
          debugOption = match[1];
          if (/^\d+$/.test(match[3])) {
            debugPort = match[3];
          } else {
            debugHost = match[3];
          }
        } else if ((match = arg.match(/^(--inspect(-brk|-port)?)=([^:]+):(\d+)$/)) !== null) {
          debugOption = match[1];
          debugHost = match[3];
          debugPort = match[4];
        }
        if (debugOption && debugPort !== "0") {
          return `${debugOption}=${debugHost}:${parseInt(debugPort) + 1}`;
        }
        return arg;
      });
    }
    function useColor() {
      if (process3.env.NO_COLOR || process3.env.FORCE_COLOR === "0" || process3.env.FORCE_COLOR === "false")
        return false;
      if (process3.env.FORCE_COLOR || process3.env.CLICOLOR_FORCE !== void 0)
        return true;
      return void 0;
    }
    exports.Command = Command2;
    exports.useColor = useColor;
  }
});

// node_modules/commander/index.js
var require_commander = __commonJS({
  "node_modules/commander/index.js"(exports) {
    var { Argument: Argument2 } = require_argument();
    var { Command: Command2 } = require_command();
    var { CommanderError: CommanderError2, InvalidArgumentError: InvalidArgumentError2 } = require_error();
    var { Help: Help2 } = require_help();
    var { Option: Option2 } = require_option();
    exports.program = new Command2();
    exports.createCommand = (name) => new Command2(name);
    exports.createOption = (flags2, description) => new Option2(flags2, description);
    exports.createArgument = (name, description) => new Argument2(name, description);
    exports.Command = Command2;
    exports.Option = Option2;
    exports.Argument = Argument2;
    exports.Help = Help2;
    exports.CommanderError = CommanderError2;
    exports.InvalidArgumentError = InvalidArgumentError2;
    exports.InvalidOptionArgumentError = InvalidArgumentError2;
  }
});

// src/cli/client/client-failure.ts
var exitCodes, ClientFailure, usage, usageIn, notFound, refused;
var init_client_failure = __esm({
  "src/cli/client/client-failure.ts"() {
    "use strict";
    exitCodes = {
      done: 0,
      failed: 1,
      usage: 2,
      unauthenticated: 3,
      notPermitted: 4,
      notFound: 5,
      refused: 6,
      unreachable: 7,
      interrupted: 130
    };
    ClientFailure = class extends Error {
      name = "ClientFailure";
      exit;
      constructor(exit, message, cause) {
        super(message, cause === void 0 ? {} : { cause });
        this.exit = exit;
      }
    };
    usage = (message) => new ClientFailure("usage", message);
    usageIn = (error) => error instanceof TypeError ? usage(error.message) : error;
    notFound = (message) => new ClientFailure("notFound", message);
    refused = (message) => new ClientFailure("refused", message);
  }
});

// src/cli/client/output/printable.ts
function nameLine(name) {
  if (isPrintable(name)) return name;
  const shown2 = name.replace(UNPRINTABLE, escapeOf);
  throw refused(
    `"${shown2}" contains control characters and cannot be printed as a line: use --output json, or rename it`
  );
}
var UNPRINTABLE, codeOf, escapeOf, printable, printableLine, isPrintable;
var init_printable = __esm({
  "src/cli/client/output/printable.ts"() {
    "use strict";
    init_client_failure();
    UNPRINTABLE = /[\p{Cc}\p{Surrogate}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
    codeOf = (sign) => sign.codePointAt(0)?.toString(16) ?? "";
    escapeOf = (sign) => `\\u{${codeOf(sign)}}`;
    printable = (text) => text.replace(/\s+/g, " ").replace(UNPRINTABLE, escapeOf);
    printableLine = (text) => text.replace(/\S.*/s, printable);
    isPrintable = (text) => text.search(UNPRINTABLE) === -1;
  }
});

// src/domain/errors.ts
var DomainError = class extends Error {
  code;
  violations;
  constructor(code, message, violations, cause) {
    super(message, cause === void 0 ? {} : { cause });
    this.name = "DomainError";
    this.code = code;
    this.violations = violations;
  }
};
var SHOWN_CHARACTERS = 100;
var shown = (text) => text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS).toWellFormed()}\u2026` : text;
var failedPrecondition = (message) => new DomainError("failed_precondition", message, []);
function reasonOf(error) {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join("; ");
  if (!(error instanceof Error)) return String(error);
  return error.message || (error.code ?? error.name);
}

// node_modules/env-paths/index.js
import path from "node:path";
import os from "node:os";
import process2 from "node:process";

// node_modules/is-safe-filename/index.js
var unsafeFilenameFixtures = Object.freeze([
  "",
  "   ",
  ".",
  "..",
  " .",
  ". ",
  " ..",
  ".. ",
  "../",
  "../foo",
  "foo/../bar",
  "foo/bar",
  "foo\\bar",
  "foo\0bar"
]);
function isSafeFilename(filename) {
  if (typeof filename !== "string") {
    return false;
  }
  const trimmed = filename.trim();
  return trimmed !== "" && trimmed !== "." && trimmed !== ".." && !filename.includes("/") && !filename.includes("\\") && !filename.includes("\0");
}
function assertSafeFilename(filename) {
  if (typeof filename !== "string") {
    throw new TypeError("Expected a string");
  }
  if (!isSafeFilename(filename)) {
    throw new Error(`Unsafe filename: ${JSON.stringify(filename)}`);
  }
}

// node_modules/env-paths/index.js
var homedir = os.homedir();
var tmpdir = os.tmpdir();
var { env } = process2;
var macos = (name) => {
  const library = path.join(homedir, "Library");
  return {
    data: path.join(library, "Application Support", name),
    config: path.join(library, "Preferences", name),
    cache: path.join(library, "Caches", name),
    log: path.join(library, "Logs", name),
    temp: path.join(tmpdir, name)
  };
};
var windows = (name) => {
  const appData = env.APPDATA || path.join(homedir, "AppData", "Roaming");
  const localAppData = env.LOCALAPPDATA || path.join(homedir, "AppData", "Local");
  return {
    // Data/config/cache/log are invented by me as Windows isn't opinionated about this
    data: path.join(localAppData, name, "Data"),
    config: path.join(appData, name, "Config"),
    cache: path.join(localAppData, name, "Cache"),
    log: path.join(localAppData, name, "Log"),
    temp: path.join(tmpdir, name)
  };
};
var linux = (name) => {
  const username = path.basename(homedir);
  return {
    data: path.join(env.XDG_DATA_HOME || path.join(homedir, ".local", "share"), name),
    config: path.join(env.XDG_CONFIG_HOME || path.join(homedir, ".config"), name),
    cache: path.join(env.XDG_CACHE_HOME || path.join(homedir, ".cache"), name),
    // https://wiki.debian.org/XDGBaseDirectorySpecification#state
    log: path.join(env.XDG_STATE_HOME || path.join(homedir, ".local", "state"), name),
    temp: path.join(tmpdir, username, name)
  };
};
function envPaths(name, { suffix = "nodejs" } = {}) {
  assertSafeFilename(name);
  if (suffix) {
    name += `-${suffix}`;
  }
  assertSafeFilename(name);
  if (process2.platform === "darwin") {
    return macos(name);
  }
  if (process2.platform === "win32") {
    return windows(name);
  }
  return linux(name);
}

// src/domain/clock.ts
function isOnCalendar(date, time) {
  const local = Date.parse(`${date}T${time}Z`);
  return !Number.isNaN(local) && new Date(local).toISOString().startsWith(`${date}T${time}`);
}
var UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
var DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhd]))+$/;
var LONGEST_TEXT = 100;
var PART = /(\d+(?:\.\d+)?)(ms|[smhd])/g;
var LONGEST_MS = 1e3 * 365 * UNITS.d;
var DURATION_FORM = 'a duration such as "30d", "2h45m" or "0s", in units of d, h, m, s and ms';
function parseDuration(text) {
  if (text.length > LONGEST_TEXT || !DURATION.test(text)) return void 0;
  const parts = text.matchAll(PART).map(([, amount, unit]) => Number(amount) * UNITS[unit]);
  const milliseconds = parts.reduce((sum, part) => sum + part, 0);
  return milliseconds > LONGEST_MS ? void 0 : Math.round(milliseconds);
}

// src/config/setting-values.ts
import { isIP, isIPv4, isIPv6 } from "node:net";
var HOST_NAME = /^(?=.{1,253}$)[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?(?:\.[a-z0-9_](?:[-a-z0-9_]*[a-z0-9_])?)*$/i;
var LISTEN = /^(?:\[(?<ipv6>[^\]]+)\]|(?<host>[^:[\]]+)):(?<port>\d{1,5})$/;
function listenAddress(text) {
  const { ipv6, host, port: digits } = LISTEN.exec(text)?.groups ?? {};
  const port = Number(digits);
  if (!(port <= 65535)) return void 0;
  if (ipv6 !== void 0) return isIPv6(ipv6) ? { host: ipv6, port } : void 0;
  if (host === void 0 || !isHost(host)) return void 0;
  return { host, port };
}
var isHost = (host) => isIPv4(host) || HOST_NAME.test(host) && !/^[\d.]+$/.test(host);
function httpsOrigin(text) {
  const url = URL.parse(text);
  if (url === null || url.protocol !== "https:" || url.hostname === "") return void 0;
  if (url.username !== "" || url.password !== "" || url.pathname !== "/" || /[?#\s]/.test(text)) return void 0;
  return url.origin;
}
var postgresUrl = (text) => /^postgres(?:ql)?:\/\//.test(text) ? text : void 0;
function smtpUrl(text) {
  const url = URL.parse(text);
  if (url === null || !["smtp:", "smtps:"].includes(url.protocol) || url.hostname === "" || /[?#\s]/.test(text))
    return void 0;
  return ["", "/"].includes(url.pathname) && isEncoded(url.username) && isEncoded(url.password) ? text : void 0;
}
function isEncoded(text) {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
var mailbox = (text) => /^(?:[^\p{C}<>"@,;:]{1,60} <[^\s@<>",;:]+@[^\s@<>",;:]+>|[^\s@<>",;:]+@[^\s@<>",;:]+)$/u.test(text) ? text : void 0;
function addressBlocks(text) {
  const blocks = text.split(",").map((block) => block.trim()).filter((block) => block !== "");
  return blocks.length > 0 && blocks.every(isAddressBlock) ? blocks : void 0;
}
function isAddressBlock(block) {
  const [address = "", prefix, ...rest] = block.split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  if (prefix === void 0) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128);
}
function hostsAndBlocks(text) {
  const entries = text.split(",").map((entry) => entry.trim()).filter((entry) => entry !== "");
  const isRight = entries.length > 0 && entries.every((entry) => isAddressBlock(entry) || isHost(entry));
  return isRight ? entries : void 0;
}
var countUpTo = (most) => (text) => {
  const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= most ? count : void 0;
};
function silence(text) {
  const milliseconds = parseDuration(text);
  return milliseconds === void 0 || milliseconds < 6e4 ? void 0 : milliseconds;
}
var days = (least) => (text) => {
  const milliseconds = parseDuration(text);
  return milliseconds === void 0 || milliseconds < least * 864e5 ? void 0 : milliseconds;
};
function truth(text) {
  if (["true", "1", "yes", "on"].includes(text.toLowerCase())) return true;
  if (["false", "0", "no", "off"].includes(text.toLowerCase())) return false;
  return void 0;
}
var oneOf = (words2) => (text) => words2.find((word) => word === text);

// src/config/setting.ts
import { resolve } from "node:path";
var plain = {
  placeholder: null,
  byDefault: null,
  otherwise: null,
  choices: null,
  repeatable: false,
  secret: false
};
var yesOrNo = { ...plain, byDefault: "false", allowed: "true or false", parse: truth };
var path2 = (text) => resolve(text);

// src/config/outbound-settings.ts
var outboundSettings = {
  allowPrivate: {
    ...plain,
    flag: "--allow-private",
    placeholder: "<host or network>",
    variable: "ASSAY_ALLOW_PRIVATE",
    description: "hosts outside the public internet that the server may connect to, such as your own token issuer; repeatable",
    otherwise: "nothing",
    allowed: "hosts, addresses or CIDR blocks with commas between, for example gitlab.internal,10.20.0.0/16",
    repeatable: true,
    parse: hostsAndBlocks
  },
  extraCa: {
    ...plain,
    flag: "--extra-ca",
    placeholder: "<file>",
    variable: "ASSAY_EXTRA_CA",
    description: "additional CA certificates (PEM) that the server trusts for outgoing connections",
    allowed: "the path of a file",
    parse: path2
  },
  secretKeys: {
    ...plain,
    flag: "--secret-keys",
    placeholder: "<file>",
    variable: "ASSAY_SECRET_KEYS",
    description: "the keys that encrypt the tokens of webhooks and the secrets of streams in the database, one per line, 32 bytes as base64: the first encrypts, all decrypt. Servers that share a database need the same keys",
    otherwise: "one that the first start creates in the data directory",
    allowed: "the path of a file",
    parse: path2
  },
  streams: {
    ...plain,
    flag: "--streams",
    placeholder: "<file>",
    variable: "ASSAY_STREAMS",
    description: "the destinations of the audit log (files, HTTP, syslog, OpenTelemetry), as JSON",
    otherwise: "nowhere",
    allowed: "the path of a file",
    parse: path2
  },
  webhooksOverHttp: {
    ...yesOrNo,
    flag: "--webhooks-over-http",
    variable: "ASSAY_WEBHOOKS_OVER_HTTP",
    description: "also allow http:// addresses for webhooks: others on the network can read and change what is sent"
  },
  deliveriesKept: {
    ...plain,
    flag: "--deliveries-kept",
    placeholder: "<duration>",
    variable: "ASSAY_DELIVERIES_KEPT",
    description: "how long to keep the deliveries of webhooks, with requests and responses",
    byDefault: "30d",
    allowed: `${DURATION_FORM}, at least 2d`,
    parse: days(2)
  },
  auditKept: {
    ...plain,
    flag: "--audit-kept",
    placeholder: "<duration>",
    variable: "ASSAY_AUDIT_KEPT",
    description: "how long to keep events, for the audit log and the activity; a signed stub replaces events that are pruned",
    otherwise: "for ever",
    allowed: `${DURATION_FORM}, at least 8d`,
    parse: days(8)
  },
  smtpUrl: {
    ...plain,
    flag: "--smtp-url",
    placeholder: "<url>",
    variable: "ASSAY_SMTP_URL",
    description: "the SMTP server for e-mail notifications; use the variable if the URL has a password",
    otherwise: "no e-mail",
    allowed: "smtp://user:password@host:587 (STARTTLS) or smtps://user:password@host:465",
    secret: true,
    parse: smtpUrl
  },
  mailFrom: {
    ...plain,
    flag: "--mail-from",
    placeholder: "<address>",
    variable: "ASSAY_MAIL_FROM",
    description: "with --smtp-url: the sender of e-mails",
    allowed: "an address, or a name with one: Assay <assay@example.com>",
    parse: mailbox
  },
  smtpWithoutTls: {
    ...yesOrNo,
    flag: "--smtp-without-tls",
    variable: "ASSAY_SMTP_WITHOUT_TLS",
    description: "with --smtp-url: send e-mails even if the server offers no TLS: others on the network can read them"
  }
};

// src/config/settings.ts
var logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];
var logFormats = ["json", "text"];
var settings = {
  listen: {
    ...plain,
    flag: "--listen",
    placeholder: "<host:port>",
    variable: "ASSAY_LISTEN",
    description: "the address to listen on; port 0 picks a free port",
    byDefault: "127.0.0.1:8443",
    allowed: "host:port with a port up to 65535, for example 0.0.0.0:8443 or [::1]:8443",
    parse: listenAddress
  },
  dataDir: {
    ...plain,
    flag: "--data-dir",
    placeholder: "<folder>",
    variable: "ASSAY_DATA_DIR",
    description: "the folder for the files of the server; created if it is missing",
    byDefault: envPaths("assay", { suffix: "" }).data,
    allowed: "the path of a folder",
    parse: path2
  },
  databaseUrl: {
    ...plain,
    flag: "--database-url",
    placeholder: "<url>",
    variable: "ASSAY_DATABASE_URL",
    description: "a PostgreSQL database; use the variable if the URL has a password",
    otherwise: "SQLite in the data directory",
    allowed: "postgres://user:password@host:port/database",
    secret: true,
    parse: postgresUrl
  },
  publicUrl: {
    ...plain,
    flag: "--public-url",
    placeholder: "<url>",
    variable: "ASSAY_PUBLIC_URL",
    description: "the address that clients use, if it differs from --listen",
    allowed: "https://host or https://host:port, without a path",
    parse: httpsOrigin
  },
  tlsCert: {
    ...plain,
    flag: "--tls-cert",
    placeholder: "<file>",
    variable: "ASSAY_TLS_CERT",
    description: "the TLS certificate (PEM), followed by its chain",
    otherwise: "one of a private CA in the data directory",
    allowed: "the path of a file",
    parse: path2
  },
  tlsKey: {
    ...plain,
    flag: "--tls-key",
    placeholder: "<file>",
    variable: "ASSAY_TLS_KEY",
    description: "the private key of that certificate (PEM)",
    allowed: "the path of a file",
    parse: path2
  },
  plainHttp: {
    ...yesOrNo,
    flag: "--plain-http",
    variable: "ASSAY_PLAIN_HTTP",
    description: "serve plain HTTP, behind a proxy that serves --public-url"
  },
  trustedProxy: {
    ...plain,
    flag: "--trusted-proxy",
    placeholder: "<address>",
    variable: "ASSAY_TRUSTED_PROXY",
    description: "with --plain-http: a proxy whose X-Forwarded headers are trusted; repeatable",
    byDefault: "127.0.0.0/8,::1",
    allowed: "addresses or CIDR blocks with commas between, for example 10.0.0.0/8,::1",
    repeatable: true,
    parse: addressBlocks
  },
  ...outboundSettings,
  signInProviders: {
    ...plain,
    flag: "--sign-in-providers",
    placeholder: "<file>",
    variable: "ASSAY_SIGN_IN_PROVIDERS",
    description: "the OpenID Connect providers that users can sign in with, as JSON",
    otherwise: "none",
    allowed: "the path of a file",
    parse: path2
  },
  workers: {
    ...plain,
    flag: "--workers",
    placeholder: "<number>",
    variable: "ASSAY_WORKERS",
    description: "how many processes serve requests; with more than one, another one starts them and runs the jobs",
    byDefault: "1",
    allowed: "a whole number from 1 to 64",
    parse: countUpTo(64)
  },
  keysPerPrincipal: {
    ...plain,
    flag: "--keys-per-principal",
    placeholder: "<number>",
    variable: "ASSAY_KEYS_PER_PRINCIPAL",
    description: "how many keys a service principal may have",
    byDefault: "10",
    allowed: "a whole number from 1 to 1000",
    parse: countUpTo(1e3)
  },
  maxConnections: {
    ...plain,
    flag: "--max-connections",
    placeholder: "<number>",
    variable: "ASSAY_MAX_CONNECTIONS",
    description: "how many connections may be open at once; when none is idle, further ones are answered with 503",
    byDefault: "2048",
    allowed: "a whole number from 1 to 100000",
    parse: countUpTo(1e5)
  },
  maxConnectionsPerAddress: {
    ...plain,
    flag: "--max-connections-per-address",
    placeholder: "<number>",
    variable: "ASSAY_MAX_CONNECTIONS_PER_ADDRESS",
    description: "the same for one address, which builders behind a router share; trusted proxies are exempt",
    byDefault: "256",
    allowed: "a whole number from 1 to 100000",
    parse: countUpTo(1e5)
  },
  heartbeatTimeout: {
    ...plain,
    flag: "--heartbeat-timeout",
    placeholder: "<duration>",
    variable: "ASSAY_HEARTBEAT_TIMEOUT",
    description: "how long a build may be silent before it is cancelled, if its client sends heartbeats",
    byDefault: "10m",
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence
  },
  silentBuildTimeout: {
    ...plain,
    flag: "--silent-build-timeout",
    placeholder: "<duration>",
    variable: "ASSAY_SILENT_BUILD_TIMEOUT",
    description: "the same for a build whose client is not known to send heartbeats",
    byDefault: "24h",
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence
  },
  sessionIdleLimit: {
    ...plain,
    flag: "--session-idle-limit",
    placeholder: "<duration>",
    variable: "ASSAY_SESSION_IDLE_LIMIT",
    description: "how long a user stays signed in while inactive",
    byDefault: "12h",
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence
  },
  sessionLimit: {
    ...plain,
    flag: "--session-limit",
    placeholder: "<duration>",
    variable: "ASSAY_SESSION_LIMIT",
    description: "how long a user stays signed in at most",
    byDefault: "7d",
    allowed: `${DURATION_FORM}, at least 1m`,
    parse: silence
  },
  requireSecondFactor: {
    ...yesOrNo,
    flag: "--require-second-factor",
    variable: "ASSAY_REQUIRE_SECOND_FACTOR",
    description: "require users with a password to set up a second factor before they are signed in"
  },
  logLevel: {
    ...plain,
    flag: "--log-level",
    placeholder: "<level>",
    variable: "ASSAY_LOG_LEVEL",
    description: "the lowest level to log",
    byDefault: "info",
    choices: logLevels,
    allowed: `one of ${logLevels.join(", ")}`,
    parse: oneOf(logLevels)
  },
  logFormat: {
    ...plain,
    flag: "--log-format",
    placeholder: "<format>",
    variable: "ASSAY_LOG_FORMAT",
    description: "the format of the log on stderr",
    otherwise: "text on a terminal, else json",
    choices: logFormats,
    allowed: "json or text",
    parse: oneOf(logFormats)
  }
};

// src/config/config.ts
var processVariables = () => process.env;

// node_modules/commander/esm.mjs
var import_index = __toESM(require_commander(), 1);
var {
  program,
  createCommand,
  createArgument,
  createOption,
  CommanderError,
  InvalidArgumentError,
  InvalidOptionArgumentError,
  // deprecated old name
  Command,
  Argument,
  Option,
  Help
} = import_index.default;

// src/cli/client/output/output.ts
init_printable();

// src/cli/client/output/table.ts
init_printable();

// src/cli/client/output/output.ts
var formats = ["table", "json", "yaml", "name"];
var formatOption = () => new Option("-o, --output <format>", "the output format").choices(formats).default("table");

// src/cli/client/client-command.ts
function addSharedOptions(command, confirmed) {
  command.addOption(formatOption()).option("--project <id>", "the project to use instead of HCP_PROJECT_ID or that of the login").option("--organization <id>", "the organization to use instead of HCP_ORGANIZATION_ID or that of the login");
  if (confirmed) command.option("-y, --yes", "do not ask for confirmation");
}

// src/cli/client/action/action.ts
init_client_failure();

// src/cli/client/publish/publish.ts
init_client_failure();

// src/cli/counted.ts
var counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

// src/cli/client/output/moment.ts
var UNITS2 = [
  ["year", 31557600],
  ["month", 2629800],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60]
];
function fromNow(instant, now) {
  const seconds = (Date.parse(instant) - now) / 1e3;
  const [unit, length] = UNITS2.find(([, length2]) => Math.abs(seconds) >= length2) ?? [null, 1];
  if (unit === null) return seconds > 0 ? "in a moment" : "just now";
  const count = Math.trunc(Math.abs(seconds) / length);
  const distance = counted(count, unit);
  return seconds > 0 ? `in ${distance}` : `${distance} ago`;
}

// src/cli/client/registry/version-status.ts
var words = {
  VERSION_UNSET: ["unknown", "quiet"],
  VERSION_RUNNING: ["being built", "quiet"],
  VERSION_CANCELLED: ["cancelled", "quiet"],
  VERSION_FAILED: ["failed", "bad"],
  VERSION_REVOKED: ["revoked", "bad"],
  VERSION_REVOCATION_SCHEDULED: ["to be revoked", "soon"],
  VERSION_ACTIVE: ["active", "good"],
  VERSION_INCOMPLETE: ["incomplete", "quiet"]
};
var wordIn = (known, status) => known[status] ?? [status, null];
var wordOf = (status) => wordIn(words, status);
function statusText({ status, revoke_at: at }, now) {
  const [word] = wordOf(status);
  const isDated = status === "VERSION_REVOKED" || status === "VERSION_REVOCATION_SCHEDULED";
  if (!isDated || at === null) return word;
  return `${word} ${fromNow(at, status === "VERSION_REVOKED" ? Math.max(now, Date.parse(at)) : now)}`;
}
function statusInFull(standing, now) {
  const { status, revoke_at: at } = standing;
  const text = statusText(standing, now);
  return status === "VERSION_REVOCATION_SCHEDULED" && at !== null ? `${text} (${at})` : text;
}
var statusTone = ({ status }) => wordOf(status)[1];
var isComplete = ({ name }) => name !== "v0";
var isValid = ({ status }) => status === "VERSION_ACTIVE" || status === "VERSION_REVOCATION_SCHEDULED";
var versionText = (version) => version === null ? "no version" : `${version.name} (${version.fingerprint})`;

// src/cli/client/registry/channel/point-channel.ts
init_client_failure();

// src/cli/client/registry/reference.ts
init_client_failure();

// src/contract/status.ts
var statusCodes = {
  canceled: { code: 1, http: 499 },
  unknown: { code: 2, http: 500 },
  invalid_argument: { code: 3, http: 400 },
  deadline_exceeded: { code: 4, http: 504 },
  not_found: { code: 5, http: 404 },
  already_exists: { code: 6, http: 409 },
  permission_denied: { code: 7, http: 403 },
  resource_exhausted: { code: 8, http: 429 },
  failed_precondition: { code: 9, http: 400 },
  aborted: { code: 10, http: 409 },
  out_of_range: { code: 11, http: 400 },
  unimplemented: { code: 12, http: 501 },
  internal: { code: 13, http: 500 },
  unavailable: { code: 14, http: 503 },
  data_loss: { code: 15, http: 500 },
  unauthenticated: { code: 16, http: 401 }
};

// src/client/fetch.ts
var LARGEST_ANSWER = 64 * 1024 * 1024;
async function answerText({ body }) {
  if (body === null) return "";
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  for (; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.length;
    if (length > LARGEST_ANSWER) {
      await reader.cancel().catch(() => void 0);
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

// src/client/api-error.ts
var ApiError = class extends Error {
  name = "ApiError";
  /** The google.rpc.Code; `unknown` when the response carries none, such as one from a proxy. */
  code;
  /** The HTTP status. */
  status;
  /** The operation that was called. */
  operation;
  /** The id under which the server's operator finds the request in the log; null when the response carries none. */
  requestId;
  constructor(parts) {
    super(parts.message);
    this.code = parts.code;
    this.status = parts.status;
    this.operation = parts.operation;
    this.requestId = parts.requestId;
  }
};
var UnreachableError = class extends Error {
  name = "UnreachableError";
};
var PASSING = [429, 500, 502, 503, 504];
var mayPass = (error) => error instanceof UnreachableError || error instanceof ApiError && PASSING.includes(error.status);
var codes = Object.entries(statusCodes);
var byNumber = (number) => codes.find(([, { code }]) => code === number)?.[0];
var byStatus = (status) => codes.find(([, { http }]) => http === status)?.[0];
function errorOf(operation, answer, text) {
  const { code, error_description: description, message = description } = errorBodyIn(text);
  return new ApiError({
    operation,
    status: answer.status,
    code: byNumber(code) ?? byStatus(answer.status) ?? "unknown",
    message: typeof message === "string" && message !== "" ? message : `the server answered ${answer.status} without a reason: is it a registry, or a proxy in front of one?`,
    requestId: answer.headers.get("x-request-id")
  });
}
function accepted(outcome, operation, unanswered) {
  if (!("answer" in outcome)) throw new UnreachableError(unanswered, { cause: outcome.unreachable });
  const { answer, content } = outcome;
  if (!answer.ok) throw errorOf(operation, answer, content?.toString() ?? "");
  return outcome;
}
function messageIn(operation, head, text) {
  if (text === null) throw noAnswer(operation, head, `with more than ${LARGEST_ANSWER} bytes`);
  try {
    return JSON.parse(text);
  } catch {
    throw noAnswer(operation, head, "without JSON");
  }
}
function noAnswer(operation, { status, headers }, what) {
  return new ApiError({
    ...{ operation, status, code: "unknown", requestId: headers.get("x-request-id") },
    message: `the server answered ${status} ${what}: is it a registry, or a proxy in front of one?`
  });
}
function errorBodyIn(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}

// src/cli/client/registry/if-found.ts
async function unless(codes2, asked) {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && codes2.includes(error.code)) return null;
    throw error;
  }
}
var ifFound = (asked) => unless(["not_found", "aborted"], asked);

// src/cli/client/registry/reference.ts
function halves(text, form) {
  const at = text.indexOf("@");
  const [bucket, which] = [text.slice(0, Math.max(at, 0)), text.slice(at + 1)];
  if (bucket === "" || which === "") throw usage(`${JSON.stringify(text)} is not ${form}`);
  return [bucket, which];
}
function channelReference(text) {
  const [bucket, channel] = halves(text, "BUCKET@CHANNEL, as in ubuntu@production");
  return { bucket, channel };
}
var channelParams = ({ bucket, channel }) => ({
  bucket_name: bucket,
  channel_name: channel
});
async function getChannel(client, reference) {
  const { channel } = await client.call("PackerService_GetChannel", { params: channelParams(reference) });
  if (channel === null) throw notFound(`the server has no channel ${reference.bucket}@${reference.channel}`);
  return channel;
}
var NUMBER = /^v\d+$/;
var isTakenOtherwise = (fingerprint) => NUMBER.test(fingerprint) || fingerprint === "latest";
var findVersion = async (client, text) => (await findPlacedVersion(client, text)).version;
async function findPlacedVersion(client, text) {
  const [bucket, which] = halves(text, "BUCKET@CHANNEL, BUCKET@v12 or BUCKET@FINGERPRINT");
  if (NUMBER.test(which)) return { version: await versionCalled(client, bucket, which), channel: null };
  const channel = await ifFound(getChannel(client, { bucket, channel: which }));
  if (channel?.version) return { version: channel.version, channel };
  if (channel !== null) throw notFound(`${text} points at no version: promote one to it first`);
  const found = await ifFound(
    client.call("PackerService_GetVersion", { params: { bucket_name: bucket, fingerprint: which } })
  );
  if (found?.version) return { version: found.version, channel: null };
  throw notFound(
    `${bucket} has neither a channel nor a version ${JSON.stringify(which)}: assay channel list ${bucket} and assay version list ${bucket} list them`
  );
}
async function versionCalled(client, bucket, name) {
  for await (const { versions } of client.pages("PackerService_ListVersions", { params: { bucket_name: bucket } })) {
    const found = versions.find((version) => version.name === name);
    if (found) return found;
  }
  throw notFound(`${bucket} has no version ${name}: assay version list ${bucket} lists its versions`);
}

// src/cli/client/registry/channel/point-channel.ts
async function pointChannel(client, reference, version) {
  const { channel } = await client.call(
    "PackerService_UpdateChannel",
    {
      params: channelParams(reference),
      body: { version_fingerprint: version?.fingerprint ?? "", update_mask: "versionFingerprint" }
    },
    // Repeating the request points the channel at the same version again.
    { repeatable: true }
  );
  if (channel === null) throw notFound(`the server has no channel ${reference.bucket}@${reference.channel}`);
  return channel;
}

// src/cli/client/publish/assign-channels.ts
async function assignChannels({ client }, version, channels) {
  const sentences = [];
  for (const name of channels) {
    const reference = { bucket: version.bucket_name, channel: name };
    const before = await unless(["not_found"], getChannel(client, reference));
    const text = `${reference.bucket}@${name}`;
    if (before === null) {
      const params = { bucket_name: reference.bucket };
      const body = { name, version_fingerprint: version.fingerprint };
      await client.call("PackerService_CreateChannel", { params, body });
      sentences.push(`Created ${text}, which points at it.`);
    } else if (before.version?.fingerprint === version.fingerprint) sentences.push(`${text} already points at it.`);
    else {
      await pointChannel(client, reference, version);
      sentences.push(`${text}: ${versionText(before.version)} -> ${versionText(version)}.`);
    }
  }
  return sentences;
}

// src/cli/client/publish/found-work/found-work.ts
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text as wholeText } from "node:stream/consumers";
init_client_failure();
async function textOf({ file, what }) {
  try {
    return file === "-" ? await wholeText(process.stdin) : await readFile(file, "utf8");
  } catch (cause) {
    throw usage(`${what} ${file} cannot be read: ${reasonOf(cause)}`);
  }
}
var objectOf = async (said) => objectIn(await textOf(said), said);
function objectIn(text, { file, what }) {
  let value;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    const reason = reasonOf(cause);
    throw usage(`${what} ${file} is not complete JSON: ${reason}. Write it again`);
  }
  if (!isObject(value)) throw usage(`${what} ${file} is not ${what}: it is not a JSON object`);
  return value;
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
var listIn = (value) => Array.isArray(value) ? value : [];
var textIn = (value) => typeof value === "string" ? value : "";
var fieldsIn = (value) => isObject(value) ? value : {};
var fingerprintOfText = (text) => createHash("sha256").update(text).digest("hex").slice(0, 40);
var platformWords = {
  amazon: "aws",
  ec2: "aws",
  ami: "aws",
  azurerm: "azure",
  "azure-arm": "azure",
  gcp: "gce",
  google: "gce",
  googlecompute: "gce",
  oci: "docker",
  container: "docker"
};
var platforms = [
  ...[
    "aws",
    "azure",
    "gce",
    "docker",
    "digitalocean",
    "vsphere",
    "vmware",
    "qemu",
    "virtualbox",
    "hyperv",
    "packer.file"
  ],
  ...["alicloud", "hcloud", "ibmcloud", "linode", "nutanix", "openstack", "oracle", "proxmox", "scaleway", "vultr"]
];
var isUsualPlatform = (platform) => platforms.includes(platform);
function platformIn(text) {
  const word = text.toLowerCase();
  const usual = Object.hasOwn(platformWords, word) ? platformWords[word] : void 0;
  if (usual !== void 0)
    throw usage(`--platform ${text}: Packer and Terraform call it ${usual}. Use --platform ${usual}`);
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(text))
    throw usage(`--platform ${JSON.stringify(text)} is not a platform, such as aws, azure, gce or qemu`);
  return text;
}
function artifactOf(region, identifier) {
  return { region, external_identifier: identifier };
}

// src/cli/client/publish/publication.ts
import { createHash as createHash2 } from "node:crypto";

// src/domain/catalog/version/fingerprint.ts
var FINGERPRINT = /^[a-zA-Z0-9](?:[-a-zA-Z0-9._]{0,38}[a-zA-Z0-9])?$/;

// src/cli/client/publish/publication.ts
init_client_failure();
function contentFingerprint(builds) {
  const content = builds.map(({ componentType, platform, artifacts }) => [componentType, platform, artifacts.map(imageText).toSorted()]).toSorted(([one], [two]) => String(one) < String(two) ? -1 : 1);
  return fingerprintOfText(JSON.stringify(content));
}
var imageText = ({ region, external_identifier: identifier }) => `${region} ${identifier}`;
function fingerprintOf({ fingerprint: known, run: run3, builds }, said) {
  const fingerprint = said ?? known ?? run3 ?? contentFingerprint(builds);
  if (!FINGERPRINT.test(fingerprint))
    throw usage(
      `the fingerprint ${JSON.stringify(fingerprint)} is not valid: use 1 to 40 letters, digits, "-", "." and "_", with a letter or digit at both ends. Choose another with --fingerprint`
    );
  if (isTakenOtherwise(fingerprint))
    throw usage(
      `commands read the fingerprint ${fingerprint} as ${fingerprint === "latest" ? "a channel" : "the number of a version"}. Choose another with --fingerprint`
    );
  return fingerprint;
}
function runOf(found, fingerprint) {
  if (found.run !== null) return found.run;
  const hex = hexOf(fingerprint);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)];
  return parts.join("-");
}
var hexOf = (text) => createHash2("sha256").update(text).digest("hex");

// src/cli/client/publish/read-publication.ts
init_client_failure();

// src/cli/client/registry/labels-in.ts
init_client_failure();
function labelsIn(texts) {
  const labels = /* @__PURE__ */ new Map();
  for (const text of texts) {
    const at = text.indexOf("=");
    if (at < 1) throw usage(`--label ${JSON.stringify(text)} is not KEY=VALUE`);
    const [key, value] = [text.slice(0, at), text.slice(at + 1)];
    const known = labels.get(key) ?? value;
    if (known !== value)
      throw usage(`--label ${key}: it cannot be both ${JSON.stringify(known)} and ${JSON.stringify(value)}`);
    labels.set(key, value);
  }
  return Object.fromEntries(labels);
}

// src/cli/client/publish/found-work/image-builder.ts
init_client_failure();
var WHAT = "the image of EC2 Image Builder";
async function imageBuilderImage(file, said) {
  const image = imageIn(await objectOf({ file, what: WHAT }), { file, what: WHAT });
  const arn = textIn(image["arn"]);
  if (arn === "") throw usage(`${WHAT} ${file} has no arn: is it what aws imagebuilder get-image prints?`);
  requireAvailable(image, arn);
  const builds = [...amisOf(image, arn, said), ...containersOf(image, arn, said)];
  if (builds.length === 0)
    throw usage(`${arn} has no outputResources: it produced nothing, or was deleted. Publish another image`);
  return { builds, run: null, fingerprint: fingerprintOfText(arn) };
}
function imageIn(value, said) {
  if (isObject(value["image"])) return value["image"];
  const [record] = listIn(value["Records"]);
  const message = textIn(fieldsIn(fieldsIn(record)["Sns"])["Message"]) || textIn(value["Message"]);
  return message === "" ? value : imageIn(objectIn(message, said), said);
}
function requireAvailable(image, arn) {
  const { status, reason } = fieldsIn(image["state"]);
  if (status === "AVAILABLE") return;
  const why = textIn(reason) === "" ? "" : `, because ${textIn(reason)}`;
  throw usage(`${arn} is ${textIn(status) || "in an unknown state"}${why}: publish it once it is AVAILABLE`);
}
var nameIn = (image, arn) => (textIn(image["name"]) || arn).replaceAll(" ", "-");
function labelsOf(image, arn) {
  const system = textIn(image["osVersion"]);
  return { image_builder_arn: arn, ...system !== "" && { os_version: system } };
}
function amisOf(image, arn, said) {
  const owner = arn.split(":")[4];
  const amis = listIn(fieldsIn(image["outputResources"])["amis"]).map((value, index) => {
    const ami = fieldsIn(value);
    const [region, id] = [textIn(ami["region"]), textIn(ami["image"])];
    if (region === "" || id === "") throw usage(`outputResources.amis[${index}] of ${arn} has no region, or no image`);
    return { account: textIn(ami["accountId"]) || owner, artifact: artifactOf(region, id) };
  });
  return [...Map.groupBy(amis, ({ account }) => account)].map(([account, all]) => ({
    componentType: `imagebuilder.${nameIn(image, arn)}${account === owner ? "" : `-${account}`}`,
    platform: said.platform === void 0 ? "aws" : platformIn(said.platform),
    artifacts: all.map(({ artifact }) => artifact),
    labels: labelsOf(image, arn)
  }));
}
function containersOf(image, arn, said) {
  const artifacts = listIn(fieldsIn(image["outputResources"])["containers"]).flatMap((value, index) => {
    const { region, imageUris } = fieldsIn(value);
    return listIn(imageUris).map((uri) => {
      if (textIn(region) === "" || textIn(uri) === "")
        throw usage(`outputResources.containers[${index}] of ${arn} has no region, or no image address`);
      return artifactOf(textIn(region), textIn(uri));
    });
  });
  if (artifacts.length === 0) return [];
  const platform = said.platform === void 0 ? "docker" : platformIn(said.platform);
  return [{ componentType: `imagebuilder.${nameIn(image, arn)}`, platform, artifacts, labels: labelsOf(image, arn) }];
}

// src/cli/client/publish/found-work/oci-image.ts
init_client_failure();
import { createHash as createHash3 } from "node:crypto";
var DIGEST = /^sha256:[0-9a-f]{64}$/;
var SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
var NAME = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d+)?(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)+$/;
var WHAT2 = "the index";
async function ociImage({ reference, index }, said) {
  const name = nameIn2(reference);
  if (index === void 0) {
    if (name.digest === null)
      throw usage(
        `--oci ${reference}: a tag can move. Use the digest, ${name.name}@sha256:..., which docker buildx imagetools inspect ${reference} shows`
      );
    return workOf(name.digest, [buildOf(name, { digest: name.digest, suffix: "", labels: {} }, said)]);
  }
  const text = await textOf({ file: index, what: WHAT2 });
  const digest = digestOf(text, index, name);
  const inIndex = platformsIn(objectIn(text, { file: index, what: WHAT2 }), index);
  const all = [{ digest, suffix: "", labels: {} }, ...inIndex];
  return workOf(
    digest,
    all.map((each) => buildOf(name, each, said))
  );
}
var workOf = (digest, builds) => ({
  builds,
  run: null,
  fingerprint: digest.slice("sha256:".length).slice(0, 40)
});
function nameIn2(reference) {
  const [scheme] = SCHEME.exec(reference) ?? [];
  if (scheme !== void 0)
    throw usage(`--oci ${reference} starts with ${scheme}: use --oci ${reference.slice(scheme.length)}`);
  const [said = "", digest = null, ...more] = reference.split("@");
  const name = said.replace(/:[^:/]*$/, "");
  const host = name.slice(0, Math.max(name.indexOf("/"), 0));
  if (more.length > 0 || digest !== null && !DIGEST.test(digest))
    throw usage(`--oci ${reference} has no digest, "sha256:" and 64 hex digits, after its "@"`);
  if (!/[.:]|^localhost$/.test(host))
    throw usage(`--oci ${reference} names no registry: use its full name, as in docker.io/library/${reference}`);
  if (!NAME.test(host.toLowerCase() + name.slice(host.length)))
    throw usage(
      `--oci ${reference}: ${JSON.stringify(name)} is not an image name, REGISTRY/NAME in lowercase letters, digits, ".", "_", "-" and "/"`
    );
  return { host, name, digest };
}
function digestOf(text, file, { name, digest }) {
  const [asItIs = "", ...others] = [text, text.replace(/\r?\n$/, "")].map(
    (bytes) => `sha256:${createHash3("sha256").update(bytes).digest("hex")}`
  );
  if (digest === null) return asItIs;
  if ([asItIs, ...others].includes(digest)) return digest;
  throw usage(
    `the index ${file} has the digest ${asItIs}, not ${digest}: write it again, byte for byte, with docker buildx imagetools inspect --raw ${name}@${digest}`
  );
}
function platformsIn(index, file) {
  if (!Array.isArray(index["manifests"]))
    throw usage(
      isObject(index["config"]) ? `${file} is the manifest of one image, not an index: omit --oci-index` : `${file} has no manifests: is it the index of an image?`
    );
  const listed = listIn(index["manifests"]).flatMap((value, at) => {
    const { digest, platform } = fieldsIn(value);
    const { os: os2, architecture, variant } = fieldsIn(platform);
    if (typeof digest !== "string" || !DIGEST.test(digest)) throw usage(`manifests[${at}] of ${file} has no digest`);
    const parts = [textIn(os2), textIn(architecture), textIn(variant)].filter((part) => part !== "");
    if (parts.length < 2 || os2 === "unknown") return [];
    return [{ digest, suffix: `.${parts.join("-")}`, labels: { os: textIn(os2), architecture: textIn(architecture) } }];
  });
  if (listed.length === 0)
    throw usage(
      `${file} lists no image of a platform: if it is the index.json of an OCI layout, name the file in blobs/sha256 that it lists`
    );
  const twice = listed.find(({ suffix }, at) => listed.findIndex((other) => other.suffix === suffix) !== at);
  if (twice !== void 0) throw usage(`${file} lists ${twice.suffix.slice(1)} twice: publish each with --oci alone`);
  return listed;
}
function buildOf({ host, name }, { digest, suffix, labels }, said) {
  return {
    componentType: `${said.component ?? "oci"}${suffix}`,
    platform: said.platform === void 0 ? "docker" : platformIn(said.platform),
    artifacts: [artifactOf(said.region ?? host, `${name}@${digest}`)],
    labels
  };
}

// src/cli/client/publish/found-work/osbuild-compose.ts
init_client_failure();

// src/cli/client/publish/found-work/osbuild-upload.ts
init_client_failure();
import { posix } from "node:path";
var places = {
  aws: (options) => ({ platform: "aws", region: need(options, "region"), identifier: need(options, "ami") }),
  // An image of Google Cloud exists in all regions.
  gcp: (options) => ({
    platform: "gce",
    region: "global",
    identifier: `projects/${need(options, "project_id")}/global/images/${need(options, "image_name")}`
  }),
  azure: (options) => ({ platform: "azure", region: null, identifier: need(options, "image_name") }),
  container: (options) => {
    const url = need(options, "url");
    const name = url.replace(/:[^:/]*$/, "");
    return { platform: "docker", region: name.replace(/\/.*$/s, ""), identifier: `${name}@${need(options, "digest")}` };
  },
  "aws.s3": (options) => stored(need(options, "url")),
  "oci.objectstorage": (options) => stored(need(options, "url")),
  "pulp.ostree": (options) => stored(need(options, "repo_url")),
  local: (options) => {
    const path3 = need(options, "artifact_path");
    return { platform: null, region: posix.dirname(path3), identifier: posix.basename(path3) };
  }
};
var platformOfType = {
  "guest-image": "qemu",
  vsphere: "vsphere",
  "vsphere-ova": "vsphere"
};
function stored(url) {
  if (!URL.canParse(url)) throw usage(`the compose was uploaded to ${JSON.stringify(url)}, which is not an address`);
  const { origin, pathname, host } = new URL(url);
  return { platform: null, region: host, identifier: origin + pathname };
}
function uploadedImage({ type, options, imageType }, said) {
  const place2 = Object.hasOwn(places, type) ? places[type]?.(options) : void 0;
  if (place2 === void 0)
    throw usage(
      `the compose was uploaded to ${JSON.stringify(type)}, which is not supported: name the image with --artifact`
    );
  const known = place2.platform ?? (Object.hasOwn(platformOfType, imageType) ? platformOfType[imageType] : void 0);
  const platform = said.platform === void 0 ? known : platformIn(said.platform);
  const what = `the image ${place2.identifier} of the compose, uploaded to ${type},`;
  if (platform === void 0) throw usage(`${what} has no known platform: add --platform`);
  const region = said.region ?? place2.region;
  if (region === null) throw usage(`${what} has no known region: add --region`);
  return { platform, artifact: artifactOf(region, place2.identifier) };
}
function need(options, name) {
  const text = textIn(options[name]);
  if (text === "") throw usage(`the upload_status of the compose has no ${name}: is the file complete?`);
  return text;
}

// src/cli/client/publish/found-work/osbuild-compose.ts
var WHAT3 = "the compose";
async function osbuildCompose(files, said) {
  const read = await Promise.all(files.map((file) => objectOf({ file, what: WHAT3 })));
  const status = read.find((each) => isObject(each["image_status"]));
  if (status === void 0)
    throw usage(`${files.join(", ")}: image_status is missing. Use the response of GET /composes/ID`);
  const ids = new Set(read.map((each) => textIn(each["id"])).filter((id2) => id2 !== ""));
  if (ids.size > 1) throw usage(`${files.join(", ")} belong to different composes, ${[...ids].join(" and ")}`);
  const [id = null] = ids;
  const request = read.map((each) => each["request"]).find(isObject) ?? {};
  const images = orOnly(status["image_statuses"], status["image_status"]);
  const requests = orOnly(request["image_requests"], request["image_request"]);
  const builds = images.flatMap(
    (image, index) => buildsOf({ image: fieldsIn(image), request: fieldsIn(requests[index]), number: index + 1 }, said)
  );
  const distribution = textIn(request["distribution"]);
  const labelled = builds.map((build) => ({
    ...build,
    labels: { ...distribution !== "" && { distribution }, ...build.labels }
  }));
  return { builds: numbered(labelled), run: id, fingerprint: id };
}
function orOnly(several, only2) {
  const all = listIn(several);
  return all.length > 0 ? all : only2 === void 0 ? [] : [only2];
}
function buildsOf({ image, request, number }, said) {
  const type = textIn(request["image_type"]);
  const name = `image ${number} of the compose${type === "" ? "" : `, ${type},`}`;
  if (image["status"] !== "success") throw usage(`${name} is not built: ${stateOf(image)}`);
  const uploads = orOnly(image["upload_statuses"], image["upload_status"]).map(fieldsIn);
  if (uploads.length === 0) throw usage(`${name} was not uploaded: upload it, or name it with --artifact`);
  const uploaded = uploads.map((upload) => {
    if (upload["status"] !== "success") throw usage(`${name} is not uploaded: ${stateOf(upload)}`);
    return uploadedImage({ type: textIn(upload["type"]), options: fieldsIn(upload["options"]), imageType: type }, said);
  });
  const architecture = textIn(request["architecture"]);
  return [...Map.groupBy(uploaded, ({ platform }) => platform)].map(([platform, all]) => ({
    componentType: `osbuild.${type === "" ? platform : type}`,
    platform,
    artifacts: all.map(({ artifact }) => artifact),
    labels: { ...architecture !== "" && { architecture }, ...type !== "" && { image_type: type } }
  }));
}
function stateOf({ status, error }) {
  const reason = textIn(fieldsIn(error)["reason"]);
  const state = `its status is ${JSON.stringify(status ?? null)}${reason === "" ? "" : `, because ${reason}`}`;
  return status === "failure" ? `${state}. Compose it again` : `${state}. Publish it once the status is "success"`;
}
function numbered(builds) {
  const seen = /* @__PURE__ */ new Map();
  return builds.map((build) => {
    const count = (seen.get(build.componentType) ?? 0) + 1;
    seen.set(build.componentType, count);
    return count === 1 ? build : { ...build, componentType: `${build.componentType}-${count}` };
  });
}

// src/cli/client/publish/found-work/packer-manifest.ts
init_client_failure();
import { posix as posix2, win32 } from "node:path";
var builders = {
  "amazon-ebs": { platform: "aws", form: "perRegion" },
  "amazon-ebssurrogate": { platform: "aws", form: "perRegion" },
  "amazon-chroot": { platform: "aws", form: "perRegion" },
  "amazon-instance": { platform: "aws", form: "perRegion" },
  "azure-arm": { platform: "azure", form: "id" },
  "azure-chroot": { platform: "azure", form: "id" },
  googlecompute: { platform: "gce", form: "id" },
  digitalocean: { platform: "digitalocean", form: "regionsOfOne" },
  docker: { platform: "docker", form: "files" },
  "vsphere-iso": { platform: "vsphere", form: "id" },
  "vsphere-clone": { platform: "vsphere", form: "id" },
  qemu: { platform: "qemu", form: "files" },
  "virtualbox-iso": { platform: "virtualbox", form: "files" },
  "virtualbox-ovf": { platform: "virtualbox", form: "files" },
  "virtualbox-vm": { platform: "virtualbox", form: "files" },
  "vmware-iso": { platform: "vmware", form: "files" },
  "vmware-vmx": { platform: "vmware", form: "files" },
  "hyperv-iso": { platform: "hyperv", form: "files" },
  "hyperv-vmcx": { platform: "hyperv", form: "files" },
  file: { platform: "packer.file", form: "files" }
};
async function packerManifest(file, said) {
  const manifest = await objectOf({ file, what: "the manifest" });
  const entries = listIn(manifest["builds"]).map((entry, index) => entryIn(entry, `builds[${index}] of ${file}`));
  const run3 = textIn(manifest["last_run_uuid"]) || (entries.at(-1)?.run ?? "");
  const last = entries.filter((entry) => entry.run === run3);
  if (last.length === 0)
    throw usage(
      `the manifest ${file} has no builds of the last run${run3 === "" ? "" : `, ${run3}`}: run packer build again`
    );
  return { builds: joined(last.map((entry) => buildOf2(entry, said))), run: run3 || null, fingerprint: null };
}
function entryIn(value, where) {
  if (!isObject(value)) throw usage(`${where} is not an object: this is not a Packer manifest`);
  const [builderType, name] = [textIn(value["builder_type"]), textIn(value["name"])];
  if (builderType === "") throw usage(`${where} has no builder_type: this is not a Packer manifest`);
  return {
    builderType,
    componentType: componentOf(builderType, name),
    artifactId: textIn(value["artifact_id"]),
    files: listIn(value["files"]).flatMap((file) => isObject(file) ? [textIn(file["name"])] : []),
    run: textIn(value["packer_run_uuid"])
  };
}
function componentOf(type, name) {
  if (name === "" || name === type) return type;
  return name.startsWith(`${type}.`) ? name : `${type}.${name}`;
}
function buildOf2(entry, said) {
  const { componentType, builderType, files } = entry;
  const known = Object.hasOwn(builders, builderType) ? builders[builderType] : void 0;
  const platform = said.platform === void 0 ? known?.platform : platformIn(said.platform);
  if (platform === void 0)
    throw usage(`the platform of the builder ${builderType} (${componentType}) is not known: add --platform`);
  const form = known?.form ?? "files";
  return {
    componentType,
    platform,
    artifacts: form === "files" && files.length > 0 ? filesAt(files, said) : identified(entry, form, said),
    labels: {}
  };
}
var filesAt = (files, { region }) => files.map((file) => {
  const paths = file.includes("\\") ? win32 : posix2;
  return artifactOf(region ?? paths.dirname(file), paths.basename(file));
});
function identified(entry, form, { region }) {
  const { artifactId, componentType } = entry;
  if (artifactId === "") throw usage(`the manifest names no image of ${componentType}`);
  if (form === "perRegion")
    return artifactId.split(",").map((part) => {
      const at = part.indexOf(":");
      if (at < 1 || at === part.length - 1)
        throw usage(`the image ${JSON.stringify(part)} of ${componentType} is not REGION:ID: is the manifest complete?`);
      return artifactOf(part.slice(0, at), part.slice(at + 1));
    });
  if (form === "regionsOfOne" && artifactId.includes(":")) {
    const at = artifactId.lastIndexOf(":");
    const [regions, id] = [artifactId.slice(0, at).split(","), artifactId.slice(at + 1)];
    if (id === "" || regions.includes(""))
      throw usage(
        `the image ${JSON.stringify(artifactId)} of ${componentType} is not REGION,REGION:ID: is the manifest complete?`
      );
    return regions.map((one) => artifactOf(one, id));
  }
  if (region === void 0)
    throw usage(`the manifest does not name the region of the image ${artifactId} of ${componentType}: add --region`);
  return [artifactOf(region, artifactId)];
}
function joined(builds) {
  const byType = Map.groupBy(builds, ({ componentType }) => componentType);
  return [...byType.values()].flatMap((same) => {
    const [first] = same;
    return first === void 0 ? [] : [{ ...first, artifacts: same.flatMap(({ artifacts }) => artifacts) }];
  });
}

// src/cli/client/publish/found-work/said-images.ts
init_client_failure();
function saidImages(images, { platform, region, component }) {
  if (platform === void 0) throw usage("name the platform of the images with --platform: aws, azure, gce, qemu ...");
  const artifacts = images.map((text) => {
    if (region !== void 0 && text !== "") return artifactOf(region, text);
    const at = text.indexOf("=");
    if (at < 1 || at === text.length - 1)
      throw usage(`--artifact ${JSON.stringify(text)}: name its region with --region, or write it as REGION=IDENTIFIER`);
    return artifactOf(text.slice(0, at), text.slice(at + 1));
  });
  const known = platformIn(platform);
  const build = { componentType: component ?? known, platform: known, artifacts, labels: {} };
  return { builds: [build], run: null, fingerprint: null };
}

// src/cli/client/publish/origin/ci-origin.ts
init_client_failure();
var systems = [
  {
    type: "jenkins",
    sign: "JENKINS_URL",
    told: [
      ...["JENKINS_URL", "BUILD_URL", "NODE_NAME", "JOB_NAME", "JOB_URL", "BUILD_NUMBER", "BUILD_ID", "BUILD_TAG"],
      ...["WORKSPACE", "BUILD_CAUSE", "GIT_COMMIT", "GIT_BRANCH", "GIT_URL", "GIT_AUTHOR_NAME", "GIT_COMMITTER_EMAIL"],
      "GIT_PREVIOUS_SUCCESSFUL_COMMIT"
    ]
  },
  {
    type: "github",
    sign: "GITHUB_ACTIONS",
    told: [
      ...["GITHUB_REPOSITORY", "GITHUB_REPOSITORY_ID", "GITHUB_SHA", "GITHUB_REF", "GITHUB_ACTOR", "GITHUB_ACTOR_ID"],
      ...["GITHUB_TRIGGERING_ACTOR", "GITHUB_EVENT_NAME", "GITHUB_JOB"]
    ],
    made: ({ GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run3 }) => server && repository && run3 ? { GITHUB_WORKFLOW_URL: `${server}/${repository}/actions/runs/${run3}` } : {}
  },
  {
    type: "gitlab",
    sign: "GITLAB_CI",
    told: [
      ...["CI_PROJECT_NAME", "CI_PROJECT_ID", "CI_PROJECT_URL", "CI_COMMIT_SHA", "CI_COMMIT_REF_NAME"],
      ...[
        "GITLAB_USER_NAME",
        "GITLAB_USER_ID",
        "CI_PIPELINE_SOURCE",
        "CI_PIPELINE_URL",
        "CI_JOB_URL",
        "CI_SERVER_NAME"
      ],
      "CI_REGISTRY_IMAGE"
    ]
  },
  {
    type: "bitbucket",
    sign: "BITBUCKET_BUILD_NUMBER",
    told: [
      ...["REPO_FULL_NAME", "REPO_UUID", "WORKSPACE", "COMMIT", "BRANCH", "TAG", "BUILD_NUMBER", "PIPELINE_UUID"],
      ...["STEP_UUID", "DEPLOYMENT_ENVIRONMENT", "PR_ID", "PR_DESTINATION_BRANCH", "PROJECT_KEY", "PROJECT_UUID"]
    ].map((name) => `BITBUCKET_${name}`)
  }
];
function ciOrigin(variables) {
  const system = systems.find(({ sign }) => variables[sign] !== void 0);
  if (system === void 0)
    throw usage(
      `--ci: this is not a job of Jenkins, GitHub Actions, GitLab or Bitbucket: none of ${systems.map(({ sign }) => sign).join(", ")} is set. Omit --ci`
    );
  const told = system.told.flatMap((name) => {
    const value = variables[name];
    return value === void 0 ? [] : [[name, value]];
  });
  return { type: system.type, details: { ...Object.fromEntries(told), ...system.made?.(variables) } };
}

// src/cli/client/publish/origin/git-origin.ts
init_client_failure();

// src/cli/client/publish/origin/git-in.ts
import { execFile } from "node:child_process";
import { promisify } from "node:util";
var MEBIBYTE = 1024 * 1024;
async function gitIn(asked) {
  const git = run(asked, READS_ONLY);
  const config = await git("config", "--null", "--show-scope", "--list");
  return run(asked, [...READS_ONLY, ...runsNoFilter(config)]);
}
var READS_ONLY = [
  "--no-pager",
  ...set("core.fsmonitor", "false"),
  ...set("core.hooksPath", "/dev/null"),
  // Only a folder or file called .git makes a repository: no commit can contain one.
  ...set("safe.bareRepository", "explicit"),
  // git shows signatures by running a program, and detects renames by objects that a partial clone may have to fetch.
  ...set("log.showSignature", "false"),
  ...set("status.renames", "false")
];
var ENVIRONMENT = {
  // git only reads here, so it needs no lock on the repository.
  GIT_OPTIONAL_LOCKS: "0",
  // Allows no protocol for fetching, for versions of git that ignore GIT_NO_LAZY_FETCH.
  GIT_ALLOW_PROTOCOL: "",
  GIT_NO_LAZY_FETCH: "1",
  LC_ALL: "C"
};
var ELSEWHERE = [
  ...[
    "GIT_DIR",
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_CONFIG"
  ],
  ...["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE"],
  ...["GIT_REPLACE_REF_BASE", "GIT_NO_REPLACE_OBJECTS", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NAMESPACE"]
];
function set(name, value) {
  return ["-c", `${name}=${value}`];
}
function run({ folder, variables, signal }, options) {
  const own = Object.fromEntries(Object.entries(variables).filter(([name]) => !ELSEWHERE.includes(name)));
  const manner = { signal, env: { ...own, ...ENVIRONMENT }, maxBuffer: 64 * MEBIBYTE };
  return async (...words2) => (await promisify(execFile)("git", ["-C", folder, ...options, ...words2], manner)).stdout;
}
var LFS_FILTERS = ["git-lfs clean -- %f", "git-lfs filter-process"];
function runsNoFilter(config) {
  const parts = config.split("\0");
  const own = parts.flatMap((scope, at) => {
    if (at % 2 === 1 || scope !== "local" && scope !== "worktree") return [];
    const [name = "", ...value] = (parts[at + 1] ?? "").split("\n");
    return [{ name, value: value.join("\n") }];
  });
  const isExtended = own.some(({ name }) => name.startsWith("lfs.extension."));
  const drivers = own.flatMap(({ name, value }) => {
    const driver = /^filter\.(.*)\.(?:clean|process)$/s.exec(name)?.[1];
    return driver === void 0 || LFS_FILTERS.includes(value) && !isExtended ? [] : [driver];
  });
  return [...new Set(drivers)].flatMap((driver) => {
    if (driver.includes("="))
      throw new TypeError(`its config has a filter ${JSON.stringify(driver)}, which no option of git can turn off`);
    const filter = `filter.${driver}`;
    return [...set(`${filter}.clean`, ""), ...set(`${filter}.process`, ""), ...set(`${filter}.required`, "false")];
  });
}

// src/cli/client/publish/origin/git-origin.ts
async function gitOrigin(asked) {
  const { folder } = asked;
  const git = await gitIn(asked).catch(unusable(folder));
  const [commit = "", author = ""] = (await git("log", "-1", "--no-color", "--format=%H%n%an <%ae>").catch(unusable(folder))).split("\n");
  const ref = await git("symbolic-ref", "--quiet", "HEAD").catch(() => "HEAD");
  const changes = await git("status", "--porcelain", "--untracked-files=normal", "--ignore-submodules=dirty").catch(
    unusable(folder)
  );
  return {
    type: "git",
    details: {
      ref: ref.trim().replace(/^refs\/(?:heads|tags|remotes)\//, ""),
      commit,
      author,
      has_uncommitted_changes: changes.trim() !== ""
    }
  };
}
var unusable = (folder) => (cause) => {
  const { code, stderr = "", message } = cause;
  if (code === "ENOENT") throw usage("--git: git is not on the PATH. Install it, or omit --git");
  const said = (stderr || message).trim().replace(/^fatal: /, "");
  throw usage(
    `--git: ${folder} is not a usable git repository with a commit: ${said}. Pass --git FOLDER, or omit --git`
  );
};

// src/cli/client/publish/origin/origin.ts
async function originOf({ git, ci, variables, signal }) {
  if (git === null && !ci) return null;
  return {
    ...git !== null && { vcs: await gitOrigin({ folder: git, variables, signal }) },
    ...ci && { cicd: ciOrigin(variables) }
  };
}

// src/cli/client/publish/parent.ts
async function parentOf({ client, output, now }, reference) {
  const { version, channel } = await findPlacedVersion(client, reference);
  if (version.status === "VERSION_REVOKED")
    output.note(
      `${reference} is ${version.name}, ${statusText(version, now)}: what is built from it is revoked with it`
    );
  return (platform) => {
    const [image, ...others] = version.builds.filter((build) => build.platform === platform).flatMap(({ artifacts }) => artifacts);
    return {
      parent_version_id: version.id,
      ...channel !== null && { parent_channel_id: channel.id },
      ...image !== void 0 && others.length === 0 && { source_external_identifier: image.external_identifier }
    };
  };
}

// src/client/retries.ts
var USUAL_RETRIES = { attempts: 5, firstMs: 200, mostMs: 1e4 };
var TOO_MANY = 429;
var MAYBE_DONE = [502, 503, 504];
async function outcomeOf(asked, read, signal) {
  try {
    const answer = await asked;
    return { answer, content: await read(answer) };
  } catch (unreachable2) {
    signal?.throwIfAborted();
    return { unreachable: unreachable2 };
  }
}
async function withRetries({ retries, repeatable, signal }, attempt) {
  for (let nth = 1; ; nth += 1) {
    const outcome = await attempt();
    if (nth >= retries.attempts || !isWorthAnother(outcome, repeatable)) return outcome;
    const minMs = "answer" in outcome ? (retryAfterSeconds(outcome.answer) ?? 0) * 1e3 : 0;
    if (minMs > retries.mostMs) return outcome;
    await pause(Math.max(minMs, Math.random() * Math.min(retries.mostMs, retries.firstMs * 2 ** (nth - 1))), signal);
  }
}
function isWorthAnother(outcome, repeatable) {
  if (!("answer" in outcome)) return repeatable;
  const { status } = outcome.answer;
  return status === TOO_MANY || repeatable && MAYBE_DONE.includes(status);
}
function retryAfterSeconds({ headers }) {
  const value = headers.get("retry-after") ?? "";
  if (/^\d+$/.test(value)) return Number(value);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1e3);
}
function pause(milliseconds, signal) {
  const { promise, resolve: resolve2, reject } = Promise.withResolvers();
  const giveUp = () => {
    clearTimeout(timer);
    reject(signal?.reason);
  };
  const timer = setTimeout(() => {
    signal?.removeEventListener("abort", giveUp);
    resolve2();
  }, milliseconds);
  if (signal?.aborted) giveUp();
  else signal?.addEventListener("abort", giveUp, { once: true });
  return promise;
}

// src/client/token-access.ts
var EARLY_MS = 6e4;
var timedToken = ({ access_token: token, expires_in: seconds }) => ({
  token,
  until: Date.now() + seconds * 1e3 - EARLY_MS
});
function tokenAccess(ask, first = null) {
  let current = first;
  let asked;
  const next = () => asked ??= ask().then((given) => current = given).finally(() => {
    asked = void 0;
  });
  return {
    async headers() {
      return headersOf(current !== null && Date.now() < current.until ? current : await next());
    },
    renew({ authorization }) {
      if (current !== null && headersOf(current).authorization === authorization) current = null;
      return true;
    },
    credentials: "omit"
  };
}
var headersOf = ({ token }) => ({ authorization: `Bearer ${token}` });
var BY_FORM = { "content-type": "application/x-www-form-urlencoded" };
async function askToken(endpoint, request) {
  const { answer, content } = await askTokenServer(endpoint, request);
  return messageIn(`POST ${request.path}`, answer, content);
}
async function askTokenServer({ authUrl, fetch: fetch2 = globalThis.fetch, retries = USUAL_RETRIES }, { path: path3, headers, body, repeatable, signal }) {
  const url = new URL(path3, authUrl);
  const init = { method: "POST", body, headers, ...signal && { signal } };
  const outcome = await withRetries(
    { retries, repeatable, signal },
    () => outcomeOf(fetch2(url, init), answerText, signal)
  );
  return accepted(outcome, `POST ${path3}`, `cannot reach the token server ${url.origin}`);
}

// src/client/service-principal-key.ts
var AUDIENCE = "https://api.hashicorp.cloud";
function servicePrincipalKey({ clientId, clientSecret }, endpoint) {
  const authorization = `Basic ${btoa(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`)}`;
  const body = new URLSearchParams({ grant_type: "client_credentials", audience: AUDIENCE }).toString();
  const request = { path: "/oauth2/token", headers: { ...BY_FORM, authorization }, body, repeatable: true };
  return tokenAccess(async () => timedToken(await askToken(endpoint, request)));
}

// node_modules/aws4fetch/dist/aws4fetch.esm.mjs
var encoder = new TextEncoder();
var HOST_SERVICES = {
  appstream2: "appstream",
  cloudhsmv2: "cloudhsm",
  email: "ses",
  marketplace: "aws-marketplace",
  mobile: "AWSMobileHubService",
  pinpoint: "mobiletargeting",
  queue: "sqs",
  "git-codecommit": "codecommit",
  "mturk-requester-sandbox": "mturk-requester",
  "personalize-runtime": "personalize"
};
var UNSIGNABLE_HEADERS = /* @__PURE__ */ new Set([
  "authorization",
  "content-type",
  "content-length",
  "user-agent",
  "presigned-expires",
  "expect",
  "x-amzn-trace-id",
  "range",
  "connection"
]);
var AwsV4Signer = class {
  constructor({ method, url, headers, body, accessKeyId, secretAccessKey, sessionToken, service, region, cache, datetime, signQuery, appendSessionToken, allHeaders, singleEncode }) {
    if (url == null) throw new TypeError("url is a required option");
    if (accessKeyId == null) throw new TypeError("accessKeyId is a required option");
    if (secretAccessKey == null) throw new TypeError("secretAccessKey is a required option");
    this.method = method || (body ? "POST" : "GET");
    this.url = new URL(url);
    this.headers = new Headers(headers || {});
    this.body = body;
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.sessionToken = sessionToken;
    let guessedService, guessedRegion;
    if (!service || !region) {
      [guessedService, guessedRegion] = guessServiceRegion(this.url, this.headers);
    }
    this.service = service || guessedService || "";
    this.region = region || guessedRegion || "us-east-1";
    this.cache = cache || /* @__PURE__ */ new Map();
    this.datetime = datetime || (/* @__PURE__ */ new Date()).toISOString().replace(/[:-]|\.\d{3}/g, "");
    this.signQuery = signQuery;
    this.appendSessionToken = appendSessionToken || this.service === "iotdevicegateway";
    this.headers.delete("Host");
    if (this.service === "s3" && !this.signQuery && !this.headers.has("X-Amz-Content-Sha256")) {
      this.headers.set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD");
    }
    const params = this.signQuery ? this.url.searchParams : this.headers;
    params.set("X-Amz-Date", this.datetime);
    if (this.sessionToken && !this.appendSessionToken) {
      params.set("X-Amz-Security-Token", this.sessionToken);
    }
    this.signableHeaders = ["host", ...this.headers.keys()].filter((header) => allHeaders || !UNSIGNABLE_HEADERS.has(header)).sort();
    this.signedHeaders = this.signableHeaders.join(";");
    this.canonicalHeaders = this.signableHeaders.map((header) => header + ":" + (header === "host" ? this.url.host : (this.headers.get(header) || "").replace(/\s+/g, " "))).join("\n");
    this.credentialString = [this.datetime.slice(0, 8), this.region, this.service, "aws4_request"].join("/");
    if (this.signQuery) {
      if (this.service === "s3" && !params.has("X-Amz-Expires")) {
        params.set("X-Amz-Expires", "86400");
      }
      params.set("X-Amz-Algorithm", "AWS4-HMAC-SHA256");
      params.set("X-Amz-Credential", this.accessKeyId + "/" + this.credentialString);
      params.set("X-Amz-SignedHeaders", this.signedHeaders);
    }
    if (this.service === "s3") {
      try {
        this.encodedPath = decodeURIComponent(this.url.pathname.replace(/\+/g, " "));
      } catch (e) {
        this.encodedPath = this.url.pathname;
      }
    } else {
      this.encodedPath = this.url.pathname.replace(/\/+/g, "/");
    }
    if (!singleEncode) {
      this.encodedPath = encodeURIComponent(this.encodedPath).replace(/%2F/g, "/");
    }
    this.encodedPath = encodeRfc3986(this.encodedPath);
    const seenKeys = /* @__PURE__ */ new Set();
    this.encodedSearch = [...this.url.searchParams].filter(([k]) => {
      if (!k) return false;
      if (this.service === "s3") {
        if (seenKeys.has(k)) return false;
        seenKeys.add(k);
      }
      return true;
    }).map((pair) => pair.map((p) => encodeRfc3986(encodeURIComponent(p)))).sort(([k1, v1], [k2, v2]) => k1 < k2 ? -1 : k1 > k2 ? 1 : v1 < v2 ? -1 : v1 > v2 ? 1 : 0).map((pair) => pair.join("=")).join("&");
  }
  async sign() {
    if (this.signQuery) {
      this.url.searchParams.set("X-Amz-Signature", await this.signature());
      if (this.sessionToken && this.appendSessionToken) {
        this.url.searchParams.set("X-Amz-Security-Token", this.sessionToken);
      }
    } else {
      this.headers.set("Authorization", await this.authHeader());
    }
    return {
      method: this.method,
      url: this.url,
      headers: this.headers,
      body: this.body
    };
  }
  async authHeader() {
    return [
      "AWS4-HMAC-SHA256 Credential=" + this.accessKeyId + "/" + this.credentialString,
      "SignedHeaders=" + this.signedHeaders,
      "Signature=" + await this.signature()
    ].join(", ");
  }
  async signature() {
    const date = this.datetime.slice(0, 8);
    const cacheKey = [this.secretAccessKey, date, this.region, this.service].join();
    let kCredentials = this.cache.get(cacheKey);
    if (!kCredentials) {
      const kDate = await hmac("AWS4" + this.secretAccessKey, date);
      const kRegion = await hmac(kDate, this.region);
      const kService = await hmac(kRegion, this.service);
      kCredentials = await hmac(kService, "aws4_request");
      this.cache.set(cacheKey, kCredentials);
    }
    return buf2hex(await hmac(kCredentials, await this.stringToSign()));
  }
  async stringToSign() {
    return [
      "AWS4-HMAC-SHA256",
      this.datetime,
      this.credentialString,
      buf2hex(await hash(await this.canonicalString()))
    ].join("\n");
  }
  async canonicalString() {
    return [
      this.method.toUpperCase(),
      this.encodedPath,
      this.encodedSearch,
      this.canonicalHeaders + "\n",
      this.signedHeaders,
      await this.hexBodyHash()
    ].join("\n");
  }
  async hexBodyHash() {
    let hashHeader = this.headers.get("X-Amz-Content-Sha256") || (this.service === "s3" && this.signQuery ? "UNSIGNED-PAYLOAD" : null);
    if (hashHeader == null) {
      if (this.body && typeof this.body !== "string" && !("byteLength" in this.body)) {
        throw new Error("body must be a string, ArrayBuffer or ArrayBufferView, unless you include the X-Amz-Content-Sha256 header");
      }
      hashHeader = buf2hex(await hash(this.body || ""));
    }
    return hashHeader;
  }
};
async function hmac(key, string) {
  const cryptoKey = await crypto.subtle.importKey(
    "raw",
    typeof key === "string" ? encoder.encode(key) : key,
    { name: "HMAC", hash: { name: "SHA-256" } },
    false,
    ["sign"]
  );
  return crypto.subtle.sign("HMAC", cryptoKey, encoder.encode(string));
}
async function hash(content) {
  return crypto.subtle.digest("SHA-256", typeof content === "string" ? encoder.encode(content) : content);
}
var HEX_CHARS = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];
function buf2hex(arrayBuffer) {
  const buffer = new Uint8Array(arrayBuffer);
  let out = "";
  for (let idx = 0; idx < buffer.length; idx++) {
    const n = buffer[idx];
    out += HEX_CHARS[n >>> 4 & 15];
    out += HEX_CHARS[n & 15];
  }
  return out;
}
function encodeRfc3986(urlEncodedStr) {
  return urlEncodedStr.replace(/[!'()*]/g, (c) => "%" + c.charCodeAt(0).toString(16).toUpperCase());
}
function guessServiceRegion(url, headers) {
  const { hostname, pathname } = url;
  if (hostname.endsWith(".on.aws")) {
    const match2 = hostname.match(/^[^.]{1,63}\.lambda-url\.([^.]{1,63})\.on\.aws$/);
    return match2 != null ? ["lambda", match2[1] || ""] : ["", ""];
  }
  if (hostname.endsWith(".r2.cloudflarestorage.com")) {
    return ["s3", "auto"];
  }
  if (hostname.endsWith(".backblazeb2.com")) {
    const match2 = hostname.match(/^(?:[^.]{1,63}\.)?s3\.([^.]{1,63})\.backblazeb2\.com$/);
    return match2 != null ? ["s3", match2[1] || ""] : ["", ""];
  }
  const match = hostname.replace("dualstack.", "").match(/([^.]{1,63})\.(?:([^.]{0,63})\.)?amazonaws\.com(?:\.cn)?$/);
  let service = match && match[1] || "";
  let region = match && match[2];
  if (region === "us-gov") {
    region = "us-gov-west-1";
  } else if (region === "s3" || region === "s3-accelerate") {
    region = "us-east-1";
    service = "s3";
  } else if (service === "iot") {
    if (hostname.startsWith("iot.")) {
      service = "execute-api";
    } else if (hostname.startsWith("data.jobs.iot.")) {
      service = "iot-jobs-data";
    } else {
      service = pathname === "/mqtt" ? "iotdevicegateway" : "iotdata";
    }
  } else if (service === "autoscaling") {
    const targetPrefix = (headers.get("X-Amz-Target") || "").split(".")[0];
    if (targetPrefix === "AnyScaleFrontendService") {
      service = "application-autoscaling";
    } else if (targetPrefix === "AnyScaleScalingPlannerFrontendService") {
      service = "autoscaling-plans";
    }
  } else if (region == null && service.startsWith("s3-")) {
    region = service.slice(3).replace(/^fips-|^external-1/, "");
    service = "s3";
  } else if (service.endsWith("-fips")) {
    service = service.slice(0, -5);
  } else if (region && /-\d$/.test(service) && !/-\d$/.test(region)) {
    [service, region] = [region, service];
  }
  return [HOST_SERVICES[service] || service, region || ""];
}

// src/client/workload/signed-caller-identity.ts
var METADATA = "http://169.254.169.254/latest";
var CONTAINER = "http://169.254.170.2";
var MEANT_FOR = "x-hcp-workload-identity-provider";
async function signedCallerIdentity(resourceName, place2) {
  const { region, credentials } = await whereAndWho(place2);
  const host = `sts.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
  const signer = new AwsV4Signer({
    ...credentials,
    method: "POST",
    url: `https://${host}/?Action=GetCallerIdentity&Version=2011-06-15`,
    headers: { [MEANT_FOR]: resourceName },
    service: "sts",
    region
  });
  const { method, url, headers } = await signer.sign();
  return { method, url: url.href, headers: { ...Object.fromEntries(headers), host } };
}
async function whereAndWho({ variables, fetch: fetch2 }) {
  const saidRegion = variables["AWS_REGION"] ?? variables["AWS_DEFAULT_REGION"];
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: sessionToken } = variables;
  if (id && secret) {
    if (!saidRegion) throw new TypeError("AWS_REGION is not set");
    return {
      region: saidRegion,
      credentials: { accessKeyId: id, secretAccessKey: secret, ...sessionToken && { sessionToken } }
    };
  }
  const relative = variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];
  const container = relative ? CONTAINER + relative : variables["AWS_CONTAINER_CREDENTIALS_FULL_URI"];
  const get = async (url, headers2) => {
    const answer = await fetch2(url, { headers: headers2 });
    if (!answer.ok) throw new TypeError(`${url}, where AWS keeps credentials, answered ${answer.status}`);
    return answer.text();
  };
  if (container) {
    if (!saidRegion) throw new TypeError("AWS_REGION is not set");
    const authorization = variables["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
    return {
      region: saidRegion,
      credentials: credentialsIn(await get(container, authorization ? { authorization } : {}))
    };
  }
  const session = await fetch2(`${METADATA}/api/token`, {
    method: "PUT",
    headers: { "x-aws-ec2-metadata-token-ttl-seconds": "300" }
  });
  const headers = { "x-aws-ec2-metadata-token": await session.text() };
  const role = (await get(`${METADATA}/meta-data/iam/security-credentials/`, headers)).trim();
  const credentials = credentialsIn(await get(`${METADATA}/meta-data/iam/security-credentials/${role}`, headers));
  return { region: saidRegion ?? (await get(`${METADATA}/meta-data/placement/region`, headers)).trim(), credentials };
}
function credentialsIn(text) {
  const { AccessKeyId, SecretAccessKey, Token } = JSON.parse(text);
  if (!AccessKeyId || !SecretAccessKey) throw new TypeError("AWS has answered without credentials");
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, ...Token && { sessionToken: Token } };
}

// src/client/workload/workload.ts
var workloadAccess = ({ providerResourceName, source }, place2) => tokenAccess(async () => {
  const body = JSON.stringify(await wordOf2(source, providerResourceName, place2));
  const headers = { "content-type": "application/json" };
  const path3 = `/2019-12-10/${providerResourceName}/exchange-token`;
  const request = { path: path3, headers, body, repeatable: true };
  return timedToken(await askToken({ authUrl: place2.apiUrl, fetch: place2.fetch }, request));
});
async function wordOf2(source, resourceName, place2) {
  switch (source.kind) {
    case "token":
      return { jwt_token: source.token };
    case "file":
      return { jwt_token: tokenIn(await place2.readFile(source.path), source) };
    case "env": {
      const text = place2.variables[source.var];
      if (!text) throw new TypeError(`${source.var}, which the credential file names, is not set`);
      return { jwt_token: tokenIn(text, source) };
    }
    case "url": {
      const answer = await place2.fetch(source.url, { headers: { ...source.headers } });
      if (!answer.ok) throw new TypeError(`${source.url}, which the credential file names, answered ${answer.status}`);
      return { jwt_token: tokenIn(await answer.text(), source) };
    }
    case "aws":
      return { aws_get_caller_id_token: await signedCallerIdentity(resourceName, place2) };
  }
}
function tokenIn(text, { format_type: format = "value", subject_cred_pointer: pointer = "" }) {
  if (format !== "json") return text.trim();
  const parts = pointer.split("/").slice(1);
  const found = parts.reduce((value, part) => {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    return value !== null && typeof value === "object" ? value[key] : void 0;
  }, JSON.parse(text));
  if (typeof found !== "string") throw new TypeError(`there is no token at ${JSON.stringify(pointer)} in the JSON`);
  return found;
}

// src/client/credential-file.ts
function credentialFileAccess(text, place2) {
  const file = readCredentialFile(text);
  return "clientId" in file ? servicePrincipalKey(file, { authUrl: place2.authUrl, fetch: place2.fetch }) : workloadAccess(file, place2);
}
function readCredentialFile(text) {
  let file;
  try {
    file = JSON.parse(text);
  } catch (cause) {
    throw new TypeError("the credential file is not JSON", { cause });
  }
  if (file?.scheme === "workload") return workloadIn(file.workload ?? {});
  const { client_id: clientId, client_secret: clientSecret } = file?.oauth ?? {};
  if (typeof clientId !== "string" || typeof clientSecret !== "string")
    throw new TypeError(
      `the credential file has no key: its scheme is ${JSON.stringify(file?.scheme ?? null)}, but must be "service_principal_creds" with "oauth", or "workload"`
    );
  return { clientId, clientSecret };
}
var sources = { token: "token", file: "path", env: "var", url: "url", aws: null };
var kinds = Object.keys(sources);
function workloadIn(workload) {
  const { provider_resource_name: name } = workload;
  if (typeof name !== "string" || name === "")
    throw new TypeError('the credential file has no "provider_resource_name" in its "workload"');
  const named = kinds.filter((kind2) => workload[kind2] !== void 0 && workload[kind2] !== null);
  const [kind] = named;
  if (kind === void 0 || named.length > 1)
    throw new TypeError(`the "workload" of the credential file needs exactly one of ${kinds.join(", ")}`);
  const source = workload[kind];
  const needed = sources[kind];
  if (needed !== null && typeof source[needed] !== "string")
    throw new TypeError(`"${kind}" in the "workload" of the credential file has no "${needed}"`);
  return { providerResourceName: name, source: { ...source, kind } };
}

// src/client/environment.ts
var HCP_API = /^https:\/\/api\.cloud\.(?<geography>eu\.)?hashicorp\.com$/;
var isHcp = (apiUrl) => HCP_API.test(apiUrl);
function serverIn(variables) {
  const address = variables["HCP_API_HOST"] ?? variables["HCP_API_ADDRESS"];
  if (address === void 0) return null;
  const scheme = variables["HCP_API_TLS"] === "disabled" ? "http" : "https";
  const host = address.replace(/^https:\/\//, "");
  if (/^\w+:\/\//.test(host))
    throw new TypeError(
      "HCP_API_ADDRESS has a scheme that is not https: set it to host and port only, and HCP_API_TLS to disabled for plain HTTP"
    );
  const apiUrl = urlOf("HCP_API_ADDRESS", `${scheme}://${host}`);
  const authUrl = urlOf("HCP_AUTH_URL", variables["HCP_AUTH_URL"] || authUrlOf(apiUrl));
  if (scheme === "https" && authUrl.startsWith("http:"))
    throw new TypeError(
      "HCP_AUTH_URL is not https, so the secret would be sent unencrypted: set it to an https address, or HCP_API_TLS to disabled for plain HTTP"
    );
  return { apiUrl, authUrl };
}
function authUrlOf(apiUrl) {
  const hcp = HCP_API.exec(apiUrl);
  return hcp === null ? apiUrl : `https://auth.idp.${hcp.groups?.["geography"] ?? ""}hashicorp.com`;
}
function locationIn(variables) {
  const { HCP_ORGANIZATION_ID: organizationId, HCP_PROJECT_ID: projectId } = variables;
  return { ...organizationId && { organizationId }, ...projectId && { projectId } };
}
function keyIn({ HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret }) {
  if (!clientId && !clientSecret) return null;
  if (!clientId) return missing("HCP_CLIENT_ID");
  if (!clientSecret) return missing("HCP_CLIENT_SECRET");
  return { clientId, clientSecret };
}
function urlOf(variable, text) {
  if (!URL.canParse(text)) throw new TypeError(`${variable} is not an address: ${JSON.stringify(text)}`);
  return new URL(text).origin;
}
function missing(variable) {
  throw new TypeError(`${variable} is not set`);
}

// src/domain/catalog/build/build-lengths.ts
var limits = {
  componentType: 255,
  platform: 255,
  packerRunUuid: 255,
  parentVersionId: 255,
  parentChannelId: 255,
  sourceExternalIdentifier: 1024
};
var artifactLimits = { externalIdentifier: 1024, region: 255 };
var wireNames = {
  componentType: "component_type",
  platform: "platform",
  packerRunUuid: "packer_run_uuid",
  parentVersionId: "parent_version_id",
  parentChannelId: "parent_channel_id",
  sourceExternalIdentifier: "source_external_identifier"
};
var MOST_ARTIFACTS = 4096;
function* limitedTexts({ artifacts = [], ...texts }) {
  for (const [name, limit2] of Object.entries(limits))
    yield { field: wireNames[name], text: texts[name] ?? "", limit: limit2 };
  for (const [index, { externalIdentifier, region }] of artifacts.entries()) {
    const field = `artifacts[${index}]`;
    yield { field: `${field}.external_identifier`, text: externalIdentifier, limit: artifactLimits.externalIdentifier };
    yield { field: `${field}.region`, text: region, limit: artifactLimits.region };
  }
}

// src/cli/client/publish/require-lengths-of-builds.ts
init_client_failure();
function requireLengthsOfBuilds(builds, apiUrl) {
  if (isHcp(apiUrl)) return;
  for (const { componentType, platform, artifacts } of builds) {
    const refuse = (why) => {
      throw usage(`Assay does not accept the build ${JSON.stringify(shown(componentType))}: ${why}`);
    };
    if (artifacts.length > MOST_ARTIFACTS)
      refuse(`artifacts: has ${artifacts.length} artifacts, and a build may have ${MOST_ARTIFACTS}`);
    const images = artifacts.map(({ region, external_identifier }) => ({
      region,
      externalIdentifier: external_identifier
    }));
    for (const { field, text, limit: limit2 } of limitedTexts({ componentType, platform, artifacts: images }))
      if (Buffer.byteLength(text) > limit2) refuse(`${field}: must be at most ${limit2} bytes long`);
  }
}

// src/domain/catalog/sbom/sbom.ts
var SBOM_NAME = /^[0-9A-Za-z-]{3,36}$/;

// src/cli/client/publish/sboms-for.ts
init_client_failure();

// src/cli/client/registry/sbom/read-sbom.ts
import { readFile as readFile2 } from "node:fs/promises";
import { basename } from "node:path";
import { promisify as promisify2 } from "node:util";
import { zstdCompress } from "node:zlib";
init_client_failure();
var sbomFormats = ["CYCLONEDX", "SPDX"];
async function readSbom(file, said) {
  const document = await readFile2(file).catch((cause) => {
    throw usage(`${file} cannot be read: ${reasonOf(cause)}`);
  });
  return {
    name: said.name ?? nameOf(file),
    format: said.format === void 0 ? formatOf(document, file) : formatIn(said.format),
    compressed_sbom: (await promisify2(zstdCompress)(document)).toString("base64")
  };
}
var nameOf = (file) => basename(file).replace(/\..*$/s, "");
function formatIn(text) {
  const found = sbomFormats.find((format) => format === text.toUpperCase());
  if (found === void 0) throw usage(`--format ${JSON.stringify(text)} is none of ${sbomFormats.join(", ")}`);
  return found;
}
function formatOf(document, file) {
  let read;
  try {
    read = JSON.parse(document.toString());
  } catch {
    throw usage(`${file} is not JSON: convert it, or name its format with --format`);
  }
  if (read?.bomFormat === "CycloneDX") return "CYCLONEDX";
  if (typeof read?.spdxVersion === "string" || String(read?.["@context"]).includes("spdx")) return "SPDX";
  throw usage(`${file} is marked neither as CycloneDX nor as SPDX: name its format with --format`);
}

// src/cli/client/publish/sboms-for.ts
async function sbomsFor(builds, said) {
  const read = await Promise.all(
    said.map(async (text) => {
      const [componentType, file] = placeOf(builds, text);
      const sbom = await readSbom(file, {});
      requireName(file, sbom);
      return { componentType, file, sbom };
    })
  );
  const byBuild = Map.groupBy(read, ({ componentType }) => componentType);
  for (const [type, all] of byBuild) requireOwnNames(type, all);
  return new Map([...byBuild].map(([type, all]) => [type, all.map(({ sbom }) => sbom)]));
}
var NAMED_BY = "the name of an SBOM is that of its file up to the first dot";
function requireName(file, { name }) {
  if (!SBOM_NAME.test(name))
    throw usage(
      `--sbom ${file}: registries do not accept the SBOM name ${JSON.stringify(name)}: use 3 to 36 letters, digits and hyphens. Rename the file: ${NAMED_BY}`
    );
}
function requireOwnNames(type, all) {
  for (const [name, called] of Map.groupBy(all, ({ sbom }) => sbom.name)) {
    const files = called.map(({ file }) => file);
    if (files.length > 1)
      throw usage(
        `--sbom ${files.join(" and ")}: each would be the SBOM ${name} of ${type}, but a build has only one SBOM of each name. Rename all but one: ${NAMED_BY}`
      );
  }
}
function placeOf(builds, text) {
  const types = builds.map(({ componentType }) => componentType);
  const named = types.find((type) => text.startsWith(`${type}=`));
  if (named !== void 0) return [named, text.slice(named.length + 1)];
  const [only2] = types;
  if (only2 !== void 0 && types.length === 1) return [only2, text];
  throw usage(
    `--sbom ${text}: there are several builds. Name one, as in ${only2 ?? "COMPONENT"}=${text}: ${types.join(", ")}`
  );
}

// src/cli/client/publish/read-publication.ts
async function readPublication(context, said) {
  const { bucket, label = [], sbom = [], fingerprint: saidFingerprint, git, ci = false } = said;
  const found = eachImageOnce(await foundWork(said));
  requireRegion(found, said);
  requireLengthsOfBuilds(found.builds, context.server.apiUrl);
  const fingerprint = fingerprintOf(found, saidFingerprint);
  const labels = labelsIn(label);
  const sboms = await sbomsFor(found.builds, sbom);
  const folder = git === true ? "." : git ?? null;
  const metadata = await originOf({ git: folder, ci, variables: processVariables(), signal: context.signal });
  const parent = said.parent === void 0 ? () => null : await parentOf(context, said.parent);
  const builds = found.builds.map((build) => ({
    ...build,
    labels: { ...build.labels, ...labels },
    sboms: sboms.get(build.componentType) ?? [],
    parent: parent(build.platform)
  }));
  return { bucket, fingerprint, run: runOf(found, fingerprint), builds, metadata, parent: said.parent ?? null };
}
var eachImageOnce = (found) => ({
  ...found,
  builds: found.builds.map((build) => ({
    ...build,
    artifacts: [...new Map(build.artifacts.map((image) => [JSON.stringify(image), image])).values()]
  }))
});
var flags = {
  manifest: "--manifest",
  osbuild: "--osbuild",
  imageBuilder: "--image-builder",
  oci: "--oci",
  artifact: "--artifact"
};
function requireRegion({ builds }, { region }) {
  const regions = new Set(builds.flatMap(({ artifacts }) => artifacts.map((image) => image.region)));
  if (region !== void 0 && !regions.has(region))
    throw usage(
      `--region ${region}: the file names the regions of its images, ${[...regions].join(", ")}. Omit --region`
    );
}
function requireWords(said) {
  for (const name of ["platform", "region", "component"])
    if (said[name]?.trim() === "") throw usage(`--${name} is empty: give it a value, or omit it`);
}
function foundWork(said) {
  const { manifest, osbuild, imageBuilder, oci, ociIndex, artifact } = said;
  requireWords(said);
  const named = Object.entries(flags).filter(([name]) => said[name] !== void 0);
  if (named.length !== 1) throw usage(`name what to publish with one of ${Object.values(flags).join(", ")}`);
  if (ociIndex !== void 0 && oci === void 0) throw usage("--oci-index needs --oci, which names the image");
  if (said.component !== void 0 && oci === void 0 && artifact === void 0)
    throw usage("--component needs --artifact or --oci: the file names its builds itself. Omit --component");
  if (manifest !== void 0) return packerManifest(manifest, said);
  if (osbuild !== void 0) return osbuildCompose(osbuild, said);
  if (imageBuilder !== void 0) return imageBuilderImage(imageBuilder, said);
  if (oci !== void 0) return ociImage({ reference: oci, ...ociIndex !== void 0 && { index: ociIndex } }, said);
  return saidImages(artifact ?? [], said);
}

// src/cli/client/publish/register-version.ts
init_client_failure();

// src/cli/client/registry/build/build-list.ts
init_client_failure();

// src/cli/client/registry/version/version-reach.ts
var versionParams = ({ bucket_name: bucket, fingerprint }) => ({ bucket_name: bucket, fingerprint });
async function reachOf(client, version, { keepDescendants, keepChannels }) {
  try {
    const preview = await client.call("AssayService_PreviewRevocation", {
      params: versionParams(version),
      query: { skip_descendants_revocation: keepDescendants, disable_rollback_channels: keepChannels }
    });
    return linesOf(preview);
  } catch (error) {
    if (error instanceof ApiError && isWithoutPreview(error)) return null;
    throw error;
  }
}
var isWithoutPreview = ({ status }) => status === 404 || status === 405 || status === 501;
function linesOf(preview) {
  const { buckets, version_count: count, bucket_count: bucketCount, hidden_bucket_count: hidden } = preview;
  const moved = preview.channels.map(
    ({ bucket_name: bucket, channel_name: channel, from, to }) => `  ${bucket}@${channel}: ${from?.name ?? "no version"} -> ${to?.name ?? "no version"}`
  );
  const left = preview.left_channels.map(
    ({ bucket_name: bucket, channel_name: channel, to }) => `  ${bucket}@${channel} stays at ${to?.name ?? "no version"}`
  );
  const heirs = buckets.map(
    ({ bucket_name: bucket, version_count: versions }) => `  ${bucket}: ${counted(versions, "version")}`
  );
  return [
    ...count > 0 ? [`Versions built from it that will be revoked as well: ${count} in ${counted(bucketCount, "bucket")}`] : [],
    ...heirs,
    ...hidden > 0 ? [`  and ${counted(hidden, "bucket")} that you cannot see`] : [],
    ...preview.channel_count > 0 ? [`Channels that will be rolled back: ${preview.channel_count}`] : [],
    ...moved,
    ...left.length > 0 ? ["Channels that will stay on a revoked version:"] : [],
    ...left
  ];
}
async function channelsAt(client, version) {
  const params = { bucket_name: version.bucket_name };
  const { channels } = await client.call("PackerService_ListChannels", { params });
  return channels.filter((channel) => channel.version?.fingerprint === version.fingerprint).map(({ name }) => `${version.bucket_name}@${name}`);
}

// src/cli/client/registry/build/build-list.ts
var buildStatusText = ({ status }) => status.replace(/^BUILD_/, "").toLowerCase();
async function buildsOf2(client, version) {
  const builds = [];
  for await (const page of client.pages("PackerService_ListBuilds", { params: versionParams(version) }))
    builds.push(...page.builds);
  return builds;
}

// src/cli/client/publish/differences.ts
function differences(there, { builds }, isComplete2) {
  const strange = there.filter((build) => !builds.some(({ componentType }) => componentType === build.component_type)).map((build) => `it also has the build ${build.component_type}`);
  return [
    ...strange,
    ...builds.flatMap((build) => {
      const found = there.find(({ component_type: type }) => type === build.componentType);
      if (found !== void 0) return buildDifferences(found, build);
      return isComplete2 ? [`it lacks the build ${build.componentType}`] : [];
    })
  ];
}
function buildDifferences(there, here) {
  const of = `of ${here.componentType}`;
  const isDone = there.status === "BUILD_DONE";
  const images = isDone || there.artifacts.length > 0 ? imageDifferences(there, here) : [];
  const labels = Object.entries(here.labels).flatMap(([key, value]) => {
    const known = there.labels[key];
    if (known === value || known === void 0 && !isDone) return [];
    return [
      `the label ${key} ${of} is ${known === void 0 ? "missing" : JSON.stringify(known)}, not ${JSON.stringify(value)}`
    ];
  });
  return [
    ...there.platform !== "" && there.platform !== here.platform ? [`the platform ${of} is ${there.platform}, not ${here.platform}`] : [],
    ...images.map((line) => `${line} ${of}`),
    ...labels
  ];
}
function imageDifferences(there, here) {
  const known = new Set(there.artifacts.map(imageText));
  const wanted = new Set(here.artifacts.map(imageText));
  return [
    ...[...known.difference(wanted)].map((image) => `it has the image ${image}`),
    ...[...wanted.difference(known)].map((image) => `it lacks the image ${image}`)
  ];
}

// src/cli/client/publish/require-same.ts
init_client_failure();

// src/cli/client/registry/sbom/sbom-list.ts
init_client_failure();
async function sbomsOfBuilds(client, version, builds) {
  const found = [];
  for (const build of builds) {
    const params = { ...versionParams(version), build_id: build.id };
    const { sboms } = await client.call("PackerService_ListSboms", { params });
    found.push(...sboms.map((sbom) => ({ sbom, build })));
  }
  return found;
}

// src/cli/client/publish/require-same.ts
async function contentOf(client, publication, { version, builds }) {
  const hasSboms = publication.builds.some(({ sboms }) => sboms.length > 0);
  return { version, builds, sboms: hasSboms ? await sbomsOfBuilds(client, version, builds) : [] };
}
var wholeContentOf = async (client, publication, version) => contentOf(client, publication, { version, builds: await buildsOf2(client, version) });
function requireSame(publication, content) {
  const lines = [...differences(content.builds, publication, true), ...missingSboms(publication, content)];
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has a complete version ${versionText(content.version)} with other content: ${lines.join("; ")}. Use another --fingerprint for these images`
    );
}
var missingSboms = ({ builds }, content) => builds.filter(({ componentType }) => content.builds.some(({ component_type: type }) => type === componentType)).flatMap(
  ({ componentType, sboms }) => sboms.filter(
    ({ name }) => !content.sboms.some(({ sbom, build }) => build.component_type === componentType && sbom.name === name)
  ).map(({ name }) => `it lacks the SBOM ${name} of ${componentType}`)
);

// src/cli/client/publish/require-same-sources.ts
init_client_failure();
import { isDeepStrictEqual } from "node:util";

// src/domain/catalog/sbom/decompress.ts
import { constants, createZstdDecompress } from "node:zlib";

// src/domain/catalog/sbom/zstd-window.ts
var LARGEST_WINDOW = 32 * 1024 * 1024;
var LARGEST_WINDOW_LOG = 25;
var MOST_FRAMES = 1e3;

// src/domain/catalog/sbom/decompress.ts
var LARGEST_DOCUMENT = 64 * 1024 * 1024;
var PARAMS = { [constants.ZSTD_d_windowLogMax]: LARGEST_WINDOW_LOG };
async function* decompress(compressed) {
  let total = 0;
  let frames = 0;
  for (let rest = compressed; rest.length > 0; ) {
    if (++frames > MOST_FRAMES) throw new RangeError(`the document has more than ${MOST_FRAMES} frames`);
    const decoder = createZstdDecompress({ params: PARAMS });
    decoder.end(rest);
    for await (const piece of decoder) {
      total += piece.length;
      if (total > LARGEST_DOCUMENT) throw new RangeError(`the document unpacks to more than ${LARGEST_DOCUMENT} bytes`);
      yield piece;
    }
    rest = rest.subarray(decoder.bytesWritten);
  }
}

// src/cli/client/registry/sbom/download-sbom.ts
init_client_failure();
async function downloadSbom(fetch2, { what, url }, signal) {
  const init = signal ? { signal } : {};
  const outcome = await withRetries(
    { retries: USUAL_RETRIES, repeatable: true, signal },
    () => outcomeOf(fetch2(url, init), bytesOf, signal)
  );
  const { origin } = new URL(url);
  const { content } = accepted(outcome, "GET of the SBOM", `cannot reach ${origin}, where the document is stored`);
  if (content === null)
    throw new ClientFailure(
      "failed",
      `${what} was not downloaded: ${origin} sends more than ${LARGEST_DOCUMENT} bytes, the most that a registry accepts`
    );
  return content;
}
async function downloadKeptSbom({ client, apiUrl, fetch: fetch2 }, { params, of }, signal) {
  const { download_url: url } = await client.call("PackerService_GetSbom", { params });
  const what = `the SBOM ${params.sbom_name} of ${of}`;
  requireSafe(what, url, apiUrl);
  return downloadSbom(fetch2, { what, url }, signal);
}
function requireSafe(what, url, apiUrl) {
  const schemes = apiUrl.startsWith("http:") ? ["http:", "https:"] : ["https:"];
  if (URL.canParse(url) && schemes.includes(new URL(url).protocol)) return;
  const place2 = JSON.stringify(URL.canParse(url) ? new URL(url).origin : url);
  throw new ClientFailure(
    "failed",
    `${what} was not downloaded: ${apiUrl} gives its address as ${place2}, which is not https`
  );
}
async function bytesOf({ body }) {
  const pieces = [];
  let length = 0;
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > LARGEST_DOCUMENT) return null;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
var ZSTD = /^(?:28b52ffd|5[0-9a-f]2a4d18)/;
var isZstd = (bytes) => ZSTD.test(Buffer.from(bytes.subarray(0, 4)).toString("hex"));

// src/cli/client/registry/sbom/unpack-sbom.ts
init_client_failure();
async function unpackSbom(bytes) {
  if (!isZstd(bytes)) return bytes;
  try {
    return Buffer.concat(await Array.fromAsync(decompress(bytes)));
  } catch (error) {
    const reason = reasonOf(error);
    throw new ClientFailure("failed", `the document cannot be unpacked, so nothing was written: ${reason}`, error);
  }
}

// src/cli/client/publish/require-same-sources.ts
async function requireSameSources(context, publication, content) {
  const lines = [
    ...otherOrigins(publication, content),
    ...await otherParent(context, publication, content),
    ...await otherSboms(context, publication, content)
  ];
  if (lines.length > 0)
    throw refused(
      `${publication.bucket} has the version ${versionText(content.version)}, ${whyNoMore(content)}: ${lines.join("; ")}. Omit that, or use another --fingerprint`
    );
}
function whyNoMore({ version, builds }) {
  if (isComplete(version)) return "which is complete and can no longer change";
  const types = builds.map(({ component_type: type }) => type).join(", ");
  return `which is not complete, but whose finished builds, ${types}, can no longer change`;
}
function otherOrigins({ metadata }, { builds }) {
  if (metadata === null) return [];
  return builds.flatMap(({ component_type: type, metadata: known }) => [
    ...metadata.vcs !== void 0 && !isDeepStrictEqual(known?.vcs ?? null, metadata.vcs) ? [
      known?.vcs ? `it has another commit of ${type}, or another state of it, than --git reports` : `it has no commit of ${type}, which --git would record`
    ] : [],
    ...metadata.cicd !== void 0 && !known?.cicd ? [`it has no CI job of ${type}, which --ci would record`] : []
  ]);
}
async function otherParent({ client }, { bucket, builds, parent: reference }, { version, builds: there }) {
  if (reference === null || there.length === 0) return [];
  const wanted = builds.map(({ parent }) => parent?.parent_version_id);
  const query = { type: "ANCESTRY_TYPE_PARENTS", version_fingerprint: version.fingerprint };
  for await (const { relations } of client.pages("PackerService_ListBucketAncestry", {
    params: { bucket_name: bucket },
    query
  }))
    for (const { parent } of relations)
      if (parent !== null && (wanted.includes(parent.version_id) || `${parent.bucket_name}@${parent.channel_name}` === reference))
        return [];
  return [`it is not recorded as built from ${reference}`];
}
async function otherSboms({ client, server, signal }, { builds }, { version, sboms }) {
  const lines = [];
  for (const { sbom, build } of sboms) {
    const published = builds.find(({ componentType }) => componentType === build.component_type);
    const here = published?.sboms.find(({ name }) => name === sbom.name);
    if (here === void 0) continue;
    const params = { ...versionParams(version), build_id: build.id, sbom_name: sbom.name };
    const of = `${version.bucket_name}@${version.name}`;
    const there = await unpackSbom(await downloadKeptSbom({ ...server, client }, { params, of }, signal));
    const wanted = await unpackSbom(Buffer.from(here.compressed_sbom, "base64"));
    if (!Buffer.from(wanted).equals(there))
      lines.push(`its SBOM ${sbom.name} of ${build.component_type} is another document`);
  }
  return lines;
}

// src/cli/client/publish/register-version.ts
var AGAIN = { repeatable: true };
async function registerVersion(context, publication) {
  const known = await knownVersion(context, publication);
  if (known !== null && isComplete(known)) return sameAs(context, publication, known);
  const { bucket, fingerprint } = publication;
  if (known !== null) context.output.note(`${bucket}@${fingerprint} is not complete yet: continuing from where it is`);
  try {
    const version = known ?? await makeVersion(context, publication);
    if (isComplete(version)) return await sameAs(context, publication, version);
    await finishBuilds(context, publication, version);
    const whole = await completed(context, version);
    requireSame(publication, await wholeContentOf(context.client, publication, whole));
    return { version: whole, isKnown: false };
  } catch (error) {
    const other = error instanceof ApiError && isRefusal(error) ? await knownVersion(context, publication) : null;
    if (other !== null && isComplete(other)) return sameAs(context, publication, other);
    if (!isRefusal(error))
      context.output.note(`${bucket}@${fingerprint} is not complete: run the same command to continue`);
    throw error;
  }
}
var isRefusal = (error) => error instanceof ApiError ? error.status < 500 && error.code !== "unauthenticated" && !mayPass(error) : error instanceof ClientFailure && error.exit === "refused";
async function sameAs(context, publication, version) {
  const content = await wholeContentOf(context.client, publication, version);
  requireSame(publication, content);
  await requireSameSources(context, publication, content);
  return { version, isKnown: true };
}
async function knownVersion({ client }, { bucket, fingerprint }) {
  const params = { bucket_name: bucket, fingerprint };
  const found = await ifFound(client.call("PackerService_GetVersion", { params }));
  return found?.version ?? null;
}
async function makeVersion({ client }, { bucket, fingerprint }) {
  const params = { bucket_name: bucket };
  if (await unless(["not_found"], client.call("PackerService_GetBucket", { params })) === null)
    await unless(["already_exists"], client.call("PackerService_CreateBucket", { body: { name: bucket } }, AGAIN));
  const body = { fingerprint, template_type: "TEMPLATE_TYPE_UNSET" };
  await unless(["already_exists"], client.call("PackerService_CreateVersion", { params, body }, AGAIN));
  const { version } = await client.call("PackerService_GetVersion", { params: { ...params, fingerprint } });
  if (version === null) throw notFound(`the server answered without the version ${bucket}@${fingerprint}`);
  return version;
}
async function finishBuilds(context, publication, version) {
  const { client } = context;
  const before = await buildsOf2(client, version);
  const done = before.filter(({ status }) => status === "BUILD_DONE");
  const content = await contentOf(client, publication, { version, builds: done });
  const lines = [...differences(before, publication, false), ...missingSboms(publication, content)];
  if (lines.length > 0)
    throw refused(
      `the unfinished version ${versionText(version)} of ${publication.bucket} has other content: ${lines.join("; ")}. Use another --fingerprint, or delete it (assay version delete)`
    );
  await requireSameSources(context, publication, content);
  const params = versionParams(version);
  const run3 = { packer_run_uuid: publication.run, status: "BUILD_RUNNING" };
  for (const { componentType } of publication.builds)
    if (!before.some(({ component_type: type }) => type === componentType))
      await unless(
        ["already_exists"],
        client.call("PackerService_CreateBuild", { params, body: { component_type: componentType, ...run3 } }, AGAIN)
      );
  const builds = await buildsOf2(client, version);
  for (const published of publication.builds) {
    const build = builds.find(({ component_type: type }) => type === published.componentType);
    if (build === void 0)
      throw notFound(`the server does not list the build ${published.componentType} that was created`);
    if (build.status !== "BUILD_DONE")
      await finishBuild(context, { version, build, published, run: run3, metadata: publication.metadata });
  }
}
async function finishBuild({ client }, { version, build, published, run: run3, metadata }) {
  const params = { ...versionParams(version), build_id: build.id };
  if (build.status !== "BUILD_RUNNING") await client.call("PackerService_UpdateBuild", { params, body: run3 }, AGAIN);
  for (const sbom of published.sboms) await client.call("PackerService_UploadSbom", { params, body: sbom }, AGAIN);
  const { platform, artifacts, labels, parent } = published;
  const told = { platform, artifacts, labels, ...parent, ...metadata !== null && { metadata } };
  const body = { ...run3, ...told, status: "BUILD_DONE" };
  await client.call("PackerService_UpdateBuild", { params, body }, AGAIN);
}
var ASKED_EVERY_MS = 500;
var PATIENCE_MS = 3e4;
async function completed({ client, signal }, { bucket_name: bucket, fingerprint }) {
  const until = Date.now() + PATIENCE_MS;
  for (; ; ) {
    const { version } = await client.call("PackerService_GetVersion", { params: { bucket_name: bucket, fingerprint } });
    if (version !== null && isComplete(version)) return version;
    if (Date.now() >= until)
      throw new ClientFailure("failed", `all builds of ${bucket}@${fingerprint} are done, but it is not complete yet`);
    await pause(ASKED_EVERY_MS, signal);
  }
}

// src/domain/catalog/bucket/catalog-name.ts
var CATALOG_NAME = /^[a-zA-Z0-9-]{3,36}$/;

// src/cli/client/publish/require-names.ts
init_client_failure();
function requireNames(bucket, channels) {
  requireName2("--bucket", bucket);
  for (const channel of channels) requireName2("--channel", channel);
  if (channels.includes("latest")) throw usage("--channel latest: the registry moves that channel by itself. Omit it");
}
function requireName2(option, name) {
  if (!CATALOG_NAME.test(name))
    throw usage(`${option} ${JSON.stringify(name)} is not a valid name: use 3 to 36 letters, digits and hyphens`);
}

// src/cli/client/publish/publish.ts
var publishVerb = {
  kind: "asks",
  words: "",
  examples: [
    "assay publish --bucket ubuntu --manifest packer-manifest.json --channel test",
    "assay publish --bucket ubuntu --platform aws --region eu-west-1 --artifact ami-0abc --fingerprint 01PUBLISHED --sbom sbom.json",
    "assay publish --bucket rhel --osbuild compose.json --parent ubuntu@production",
    "assay publish --bucket amazon-linux --image-builder image.json",
    "assay publish --bucket web --oci registry.example/web@sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
  ],
  options: publishOptions,
  run: publish
};
function publishOptions(command) {
  command.requiredOption("--bucket <bucket>", "the bucket of the version; created if it is missing").option(
    "--manifest <file>",
    "the builds of the last run, in a file of Packer's manifest post-processor; - reads stdin"
  ).option("--osbuild <file...>", "the status of a compose of osbuild-composer, and optionally its metadata").option(
    "--image-builder <file>",
    "an image of EC2 Image Builder, as aws imagebuilder get-image or SNS reports it; - reads stdin"
  ).option("--oci <image>", "an image in a container registry: registry.example/name@sha256:...").option("--oci-index <file>", "the image index that --oci names; adds a build for each platform in it").option("--artifact <id...>", "an image, by its id in --region or as REGION=ID; repeatable").option(
    "--platform <name>",
    "aws, azure, gce, qemu ..., if the source does not name it (a manifest does for most builders)"
  ).option("--region <region>", "the region of the images, if the source does not name it").option("--component <type>", "the component type, for --artifact (default: the platform) or --oci (default: oci)").option("--fingerprint <fingerprint>", "the fingerprint (default: the run or compose, else derived from the image)").option("--parent <bucket@channel>", "the version that all images were built from; recorded as their ancestry").option(
    "--git [folder]",
    "record the commit, author, branch and whether all is committed, of this folder or another"
  ).option("--ci", "record the current CI job, of GitHub Actions, GitLab, Jenkins or Bitbucket").option("--label <key=value...>", "a label for all builds; repeatable").option("--sbom <file...>", "an SBOM, CycloneDX or SPDX as JSON; COMPONENT=FILE if there are several builds").option("--channel <name...>", "point this channel at the version; created if it is missing; repeatable");
}
async function publish(context, command) {
  const options = command.opts();
  const { bucket, channel: channels = [] } = options;
  requireNames(bucket, channels);
  const publication = await readPublication(context, options);
  noteUnusualPlatforms(context, publication.builds);
  const { version, isKnown } = await registerVersion(context, publication);
  if (isKnown) requireInUse(context, version, channels);
  const moves = await assignChannels(context, version, channels);
  const name = `${publication.bucket}@${versionText(version)}`;
  const images = publication.builds.flatMap(
    ({ platform, artifacts }) => artifacts.map((artifact) => `${platform} ${imageText(artifact)}`)
  );
  const done = isKnown ? `${name} was published already.` : `Published ${name}: ${images.join(", ")}.`;
  await context.output.changed(version, {
    sentence: [done, ...moves].join(" "),
    name: ({ fingerprint }) => fingerprint
  });
}
function requireInUse({ output, now }, version, channels) {
  if (version.status !== "VERSION_REVOKED") return;
  const name = `${version.bucket_name}@${version.name}`;
  const said = `${name} was published already, and is ${statusText(version, now)}`;
  if (channels.length > 0)
    throw refused(
      `${said}: no channel can point at it. Publish another image, or restore it (assay version restore ${name})`
    );
  output.note(said);
}
function noteUnusualPlatforms({ output }, builds) {
  for (const platform of new Set(builds.map((build) => build.platform)))
    if (!isUsualPlatform(platform))
      output.note(
        `${platform} is not a platform that Packer's plugins are known to use: images are found only by that exact name`
      );
}

// src/cli/client/registry/artifact/artifact-find.ts
init_client_failure();
var placeText = ({ platform, region }) => [
  ...platform === "" ? [] : [` on the platform ${JSON.stringify(platform)}`],
  ...region === "" ? [] : [` in the region ${JSON.stringify(region)}`]
].join("");
var artifactFind = async ({ client, output, now }, command) => {
  const [id = ""] = command.args;
  const { platform = "", region = "" } = command.opts();
  const body = { external_identifier: id, platform, region };
  const found = [];
  for await (const page of client.pages("PackerService_SearchExternalArtifact", { body }, { repeatable: true }))
    found.push(...page.artifacts);
  if (found.length === 0)
    throw notFound(`no build that you can see has an image ${JSON.stringify(id)}${placeText({ platform, region })}`);
  await output.list(found, {
    columns: [
      { title: "bucket", text: ({ bucket }) => bucket?.name ?? "" },
      { title: "version", text: ({ version }) => version?.name ?? "" },
      {
        title: "status",
        text: ({ version }) => version === null ? "" : statusText(version, now),
        tone: ({ version }) => version === null ? null : statusTone(version)
      },
      { title: "fingerprint", text: ({ version }) => version?.fingerprint ?? "" },
      { title: "component type", text: ({ build }) => build?.component_type ?? "" },
      { title: "platform", text: ({ build }) => build?.platform ?? "" },
      { title: "message", text: ({ version }) => version?.revocation_message ?? "" }
    ],
    name: ({ bucket, version }) => `${bucket?.name ?? ""}@${version?.fingerprint ?? ""}`,
    none: ""
  });
};

// src/cli/client/registry/artifact/artifact-url.ts
init_client_failure();
init_printable();
var artifactUrl = async ({ client, output, now }, command) => {
  const [reference = ""] = command.args;
  const { evenRevoked = false, ...wanted } = command.opts();
  const placed = await findPlacedVersion(client, reference);
  const { version } = placed;
  if (version.status === "VERSION_REVOKED" && !evenRevoked)
    throw refused(
      `${reference} is ${version.name}, ${statusText(version, now)}: promote another version, or add --even-revoked`
    );
  const image = onlyImage(imagesOf(placed), wanted, reference);
  const sentence = output.format === "table" ? nameLine(image.identifier) : "";
  await output.changed(image, { sentence, name: ({ identifier }) => identifier });
};
function imagesOf({ version, channel }) {
  const { bucket_name: bucket, name, fingerprint, status, builds } = version;
  const of = { bucket, version: name, fingerprint, status, channel: channel?.name ?? "" };
  return builds.flatMap(
    ({ platform, component_type, artifacts }) => artifacts.map(({ region, external_identifier: identifier }) => ({
      ...{ platform, region, component_type, identifier },
      ...of
    }))
  );
}
function onlyImage(images, wanted, reference) {
  const { platform, region, componentType } = wanted;
  const isWanted = (image) => (platform === void 0 || image.platform === platform) && (region === void 0 || image.region === region) && (componentType === void 0 || image.component_type === componentType);
  const [first, ...others] = images.filter(isWanted);
  if (first === void 0)
    throw notFound(
      images.length === 0 ? `${reference} has no images` : `${reference} has no such image; it has: ${listOf(images)}`
    );
  if (others.length > 0)
    throw usage(
      `${reference} has ${others.length + 1} such images: ${listOf([first, ...others])}. Choose one with --platform, --region or --component-type`
    );
  return first;
}
var listOf = (images) => images.map(({ platform, region, component_type: type }) => `${platform} ${region} (${type})`).join(", ");

// src/cli/client/registry/artifact/artifact-commands.ts
function artifactCommands(add) {
  add("find <id>", {
    description: "find the versions that an image belongs to, and their status; exits with 5 if there is none",
    examples: ["assay artifact find ami-1eu-west-1"],
    run: artifactFind
  }).option("--platform <name>", "only on this platform: aws").option("--region <name>", "only in this region: eu-west-1");
  add("url <bucket@channel>", {
    description: "print the identifier of the image to use, and nothing else",
    examples: ["assay artifact url ubuntu@production --platform aws --region eu-west-1"],
    run: artifactUrl
  }).option("--platform <name>", "only on this platform: aws").option("--region <name>", "only in this region: eu-west-1").option("--component-type <type>", "only from this source of the template: amazon-ebs.app").option("--even-revoked", "also if the version is revoked");
}

// src/cli/client/registry/channel/channel-create.ts
var channelCreate = async ({ client, output }, command) => {
  const { bucket, channel: name } = channelReference(command.args[0] ?? "");
  const { at: wanted, restricted = false } = command.opts();
  const version = wanted === void 0 ? null : await findVersion(client, `${bucket}@${wanted}`);
  const { channel } = await client.call("PackerService_CreateChannel", {
    params: { bucket_name: bucket },
    body: { name, restricted, version_fingerprint: version?.fingerprint ?? "" }
  });
  await output.changed(channel, {
    sentence: `Created the channel ${bucket}@${name}, which points at ${versionText(version)}.`,
    name: () => name
  });
};

// src/cli/client/registry/channel/channel-delete.ts
var channelDelete = async ({ client, output, confirm: confirm2 }, { args: [text = ""] }) => {
  const reference = channelReference(text);
  const channel = await getChannel(client, reference);
  await confirm2(`Delete the channel ${text}, which points at ${versionText(channel.version)}?`);
  await client.call("PackerService_DeleteChannel", { params: channelParams(reference) });
  await output.changed(channel, { sentence: `Deleted the channel ${text}.`, name: ({ name }) => name });
};

// src/cli/client/registry/limit-in.ts
init_client_failure();
function limitIn(text) {
  if (text === void 0) return Infinity;
  if (!/^[1-9]\d*$/.test(text)) throw usage(`--limit ${JSON.stringify(text)} is not a whole number of 1 or more`);
  return Number(text);
}

// src/cli/client/registry/channel/channel-history.ts
var channelHistory = async (context, command) => {
  const reference = channelReference(command.args[0] ?? "");
  const { output, now } = context;
  const limit2 = limitIn(command.opts().limit);
  const history = [];
  for await (const assignment of assignmentsOf(context, reference)) {
    history.push(assignment);
    if (history.length >= limit2) break;
  }
  await output.list(history, {
    columns: [
      { title: "version", text: ({ version }) => version?.name ?? "none" },
      {
        title: "status",
        text: ({ version }) => version === null ? "" : statusText(version, now),
        tone: ({ version }) => version === null ? null : statusTone(version)
      },
      { title: "fingerprint", text: ({ version }) => version?.fingerprint ?? "" },
      { title: "assigned", text: ({ assigned_at: at }) => at === null ? "" : fromNow(at, now) },
      { title: "by", text: ({ author_id: author }) => author, tone: () => "quiet" }
    ],
    name: ({ version }) => version?.fingerprint ?? "",
    none: `${reference.bucket}@${reference.channel} has not pointed at a version yet`
  });
};
async function* assignmentsOf({ client }, reference) {
  const request = { params: channelParams(reference) };
  for await (const { history } of client.pages("PackerService_ListChannelAssignmentHistory", request)) yield* history;
}

// src/cli/client/registry/channel/channel-list.ts
var channelList = async ({ client, output, now }, { args: [bucket = ""] }) => {
  const { channels } = await client.call("PackerService_ListChannels", { params: { bucket_name: bucket } });
  await output.list(channels, {
    columns: [
      { title: "name", text: ({ name }) => name },
      { title: "version", text: ({ version }) => version?.name ?? "" },
      {
        title: "status",
        text: ({ version }) => version === null ? "" : statusText(version, now),
        tone: ({ version }) => version === null ? null : statusTone(version)
      },
      { title: "fingerprint", text: ({ version }) => version?.fingerprint ?? "" },
      { title: "restricted", text: ({ restricted }) => restricted ? "yes" : "" },
      { title: "updated", text: ({ updated_at: at }) => at === null ? "" : fromNow(at, now), tone: () => "quiet" }
    ],
    name: ({ name }) => name,
    none: `no channels in ${bucket}: create one with assay channel create ${bucket}@production`
  });
};

// src/cli/client/registry/channel/channel-promote.ts
init_client_failure();
var ASKED_EVERY_MS2 = 2e3;
var MINUTE_MS = 6e4;
var channelPromote = async (context, command) => {
  const { from, to, wait = false, timeout } = command.opts();
  const [bucket = ""] = command.args;
  if (from === to) throw usage(`--from and --to are both ${from}: name another channel with --to`);
  const minutes = Number(timeout);
  if (!(minutes > 0)) throw usage(`--timeout ${JSON.stringify(timeout)} is not a number of minutes`);
  const promotion = { source: { bucket, channel: from }, target: { bucket, channel: to } };
  const target = await getChannel(context.client, promotion.target);
  const waited = wait ? { until: context.now + minutes * MINUTE_MS, not: target.version?.fingerprint ?? null } : null;
  const version = await versionToPromote(context, promotion.source, waited);
  await promote(context, promotion, { version, target });
};
async function versionToPromote({ client, output, signal, now }, source, waiting) {
  const name = `${source.bucket}@${source.channel}`;
  for (let reported = ""; ; ) {
    const channel = await whileWaiting(waiting, getChannel(client, source));
    const version = channel?.version ?? null;
    if (version !== null && isValid(version) && version.fingerprint !== waiting?.not) return version;
    const state = version === null ? pointless(name, channel) : `${name} points at ${versionText(version)}, ${statusText(version, now)}`;
    if (waiting === null) throw refused(`${state}: point it at a valid version first, or add --wait to wait for one`);
    if (Date.now() >= waiting.until)
      throw refused(`${state}, and no other version came in time: check the build, or wait longer with --timeout`);
    if (state !== reported) output.note(`${state}: waiting for another version`);
    reported = state;
    await pause(ASKED_EVERY_MS2, signal);
  }
}
var pointless = (name, channel) => channel === null ? `the server does not answer which version ${name} points at` : `${name} points at no version`;
async function whileWaiting(waiting, asked) {
  try {
    return await asked;
  } catch (error) {
    if (mayPass(error) && waiting !== null && Date.now() < waiting.until) return null;
    throw error;
  }
}
async function promote({ client, output }, { target: reference }, { version, target }) {
  const name = `${reference.bucket}@${reference.channel}`;
  if (target.version?.fingerprint === version.fingerprint) {
    const sentence = `${name} already points at ${versionText(version)}: nothing was changed.`;
    await output.changed(target, { sentence, name: () => reference.channel });
    return;
  }
  const channel = await pointChannel(client, reference, version);
  await output.changed(channel, {
    sentence: `${name}: ${versionText(target.version)} -> ${versionText(version)}`,
    name: () => reference.channel
  });
}

// src/cli/client/registry/channel/channel-rollback.ts
init_client_failure();
var channelRollback = async (context, { args: [text = ""] }) => {
  const { client, output } = context;
  const reference = channelReference(text);
  const { version: current } = await getChannel(client, reference);
  const earlier = await earlierVersion(context, reference, current);
  const channel = await pointChannel(client, reference, earlier);
  await output.changed(channel, {
    sentence: `${text}: ${versionText(current)} -> ${versionText(earlier)}`,
    name: () => reference.channel
  });
};
async function earlierVersion(context, reference, current) {
  for await (const { version } of assignmentsOf(context, reference))
    if (version !== null && version.fingerprint !== current?.fingerprint && isValid(version)) return version;
  throw refused(
    `${reference.bucket}@${reference.channel} has not pointed at another valid version: see assay channel history, or choose a version with assay channel update --at`
  );
}

// src/cli/client/registry/channel/channel-show.ts
var channelShow = async ({ client, output, now }, { args: [reference = ""] }) => {
  const channel = await getChannel(client, channelReference(reference));
  await output.one(channel, { facts: channelFacts(channel, now), name: ({ name }) => name });
};
function channelFacts(channel, now) {
  const { version, updated_at: updated, restricted, managed } = channel;
  return [
    ["Channel", `${channel.bucket_name}@${channel.name}`],
    ["Version", versionText(version)],
    ["Status", version === null ? "" : statusInFull(version, now)],
    ["Message", version?.revocation_message ?? ""],
    ["Images", version === null ? "" : imagesText(version)],
    ["Visible to", restricted ? "those who can change channels" : "everyone who can see the bucket"],
    ["Managed by", managed ? "the registry" : ""],
    ["Updated", updated === null ? "" : fromNow(updated, now)]
  ];
}
var imagesText = ({ builds }) => builds.flatMap(
  ({ platform, artifacts }) => artifacts.map(
    ({ region, external_identifier: identifier }) => [platform, region, identifier].filter((part) => part !== "").join(" ")
  )
).join("\n");

// src/cli/client/registry/channel/channel-update.ts
init_client_failure();
var channelUpdate = async (context, command) => {
  const { client, output } = context;
  const reference = channelReference(command.args[0] ?? "");
  const { at: wanted, unassign = false, restricted = false, unrestricted = false } = command.opts();
  if (wanted !== void 0 && unassign) throw usage("--at and --unassign cannot be used together");
  if (restricted && unrestricted) throw usage("--restricted and --unrestricted cannot be used together");
  const isPointed = wanted !== void 0 || unassign;
  if (!isPointed && !restricted && !unrestricted)
    throw usage("nothing to change: add --at, --unassign, --restricted or --unrestricted");
  const name = `${reference.bucket}@${reference.channel}`;
  const isSeen = restricted || unrestricted;
  const version = wanted === void 0 ? null : await findVersion(client, `${reference.bucket}@${wanted}`);
  const { version: before } = await getChannel(client, reference);
  const changes = {
    ...isPointed && { version_fingerprint: version?.fingerprint ?? "" },
    ...isSeen && { restricted },
    update_mask: [...isPointed ? ["versionFingerprint"] : [], ...isSeen ? ["restricted"] : []].join(",")
  };
  const request = { params: channelParams(reference), body: changes };
  const { channel } = await client.call("PackerService_UpdateChannel", request, { repeatable: true });
  const seen = `${name} is visible to ${restricted ? "those who can change channels" : "everyone who can see the bucket"}.`;
  const pointed = `${name}: ${versionText(before)} -> ${versionText(version)}`;
  if (isSeen && isPointed) output.note(seen);
  await output.changed(channel, { sentence: isPointed ? pointed : seen, name: () => reference.channel });
};

// src/cli/client/registry/channel/channel-commands.ts
var A_VERSION = "v12, a fingerprint, or a channel of the bucket";
function channelCommands(add) {
  add("list <bucket>", {
    description: "list the channels of a bucket, and where each points",
    examples: ["assay channel list ubuntu"],
    run: channelList
  });
  add("show <bucket@channel>", {
    description: "show a channel, its version and the images of the version",
    examples: ["assay channel show ubuntu@production", "assay channel show ubuntu@production --output json"],
    run: channelShow
  });
  add("create <bucket@channel>", {
    description: "create a channel",
    examples: ["assay channel create ubuntu@staging --at v1"],
    run: channelCreate
  }).option("--at <version>", `the version to point at: ${A_VERSION} (default: none)`).option("--restricted", "hide the channel from viewers");
  add("update <bucket@channel>", {
    description: "point a channel at a version or at none, or change who can see it",
    examples: ["assay channel update ubuntu@production --at v1", "assay channel update ubuntu@test --restricted"],
    run: channelUpdate
  }).option("--at <version>", `the version to point at: ${A_VERSION}`).option("--unassign", "point the channel at no version").option("--restricted", "hide the channel from viewers").option("--unrestricted", "show the channel to everyone who can see the bucket");
  add("promote <bucket>", {
    description: "point a channel at the version of another channel",
    examples: [
      "assay channel promote ubuntu --from test --to production",
      "assay channel promote ubuntu --from latest --to test --wait --timeout 30"
    ],
    run: channelPromote
  }).requiredOption("--from <channel>", "the channel to take the version from").requiredOption("--to <channel>", "the channel to point at that version").option("--wait", "wait until the source has a valid version that the target does not have yet").option("--timeout <minutes>", "how long to wait before giving up", "60");
  add("history <bucket@channel>", {
    description: "list the versions that a channel has pointed at, newest first",
    examples: ["assay channel history ubuntu@production --limit 5"],
    run: channelHistory
  }).option("--limit <count>", "show at most this many");
  add("rollback <bucket@channel>", {
    description: "point a channel back at the last valid version that it pointed at before",
    examples: ["assay channel rollback ubuntu@production"],
    run: channelRollback
  });
  add("delete <bucket@channel>", {
    description: "delete a channel; its versions stay",
    examples: ["assay channel delete ubuntu@old --yes"],
    confirmed: true,
    run: channelDelete
  });
}

// src/cli/show-choices.ts
var showChoices = (option, choices) => option.choices(choices).argParser((text) => text);

// src/cli/client/registry/version/version-create.ts
init_client_failure();
var templates = ["HCL2", "JSON"];
function templateIn(text) {
  if (text === void 0) return "TEMPLATE_TYPE_UNSET";
  const found = templates.find((template) => template === text.toUpperCase());
  if (found === void 0) throw usage(`--template ${JSON.stringify(text)} is none of ${templates.join(", ")}`);
  return found;
}
var versionCreate = async ({ client, output }, command) => {
  const [bucket = "", fingerprint = ""] = command.args;
  const { version } = await client.call("PackerService_CreateVersion", {
    params: { bucket_name: bucket },
    body: { fingerprint, template_type: templateIn(command.opts().template) }
  });
  await output.changed(version, {
    sentence: `Created the version ${fingerprint} of ${bucket}: it is complete once its builds are done (assay build create).`,
    name: () => fingerprint
  });
};

// src/cli/client/registry/version/version-delete.ts
var versionDelete = async ({ client, output, confirm: confirm2 }, command) => {
  const { rollbackChannels = false } = command.opts();
  const version = await findVersion(client, command.args[0] ?? "");
  const name = `${version.bucket_name}@${version.name}`;
  const channels = await channelsAt(client, version);
  if (channels.length > 0) output.note(`Channels that point at it: ${channels.join(", ")}`);
  if (version.has_descendants) output.note("Versions were built from it; they lose the record of that.");
  await confirm2(`Delete ${name} (${version.fingerprint}) with its ${counted(version.builds.length, "build")}?`);
  await client.call("PackerService_DeleteVersion", {
    params: versionParams(version),
    query: { rollback_channels: rollbackChannels }
  });
  await output.changed(version, { sentence: `Deleted ${name}.`, name: ({ fingerprint }) => fingerprint });
};

// src/cli/client/registry/version/version-list.ts
var MOST_ON_A_PAGE = 100;
var versionList = async ({ client, output, now }, command) => {
  const [bucket = ""] = command.args;
  const limit2 = limitIn(command.opts().limit);
  const query = { "pagination.page_size": Math.min(limit2, MOST_ON_A_PAGE) };
  const versions = [];
  for await (const page of client.pages("PackerService_ListVersions", { params: { bucket_name: bucket }, query })) {
    versions.push(...page.versions);
    if (versions.length >= limit2) break;
  }
  await output.list(versions.slice(0, limit2), {
    columns: [
      { title: "name", text: ({ name }) => name },
      { title: "status", text: (version) => statusText(version, now), tone: statusTone },
      { title: "fingerprint", text: ({ fingerprint }) => fingerprint },
      { title: "builds", text: ({ builds }) => String(builds.length) },
      { title: "platforms", text: ({ builds }) => [...new Set(builds.map(({ platform }) => platform))].join(", ") },
      { title: "created", text: ({ created_at: at }) => at === null ? "" : fromNow(at, now), tone: () => "quiet" }
    ],
    name: ({ fingerprint }) => fingerprint,
    none: `no versions in ${bucket} yet: packer build creates the first`
  });
};

// src/cli/client/registry/version/version-restore.ts
init_client_failure();
var versionRestore = async ({ client, output, now }, { args: [reference = ""] }) => {
  const version = await findVersion(client, reference);
  const name = `${version.bucket_name}@${version.name}`;
  const ancestor = version.revocation_inherited_from;
  if (version.revocation_type === "INHERITED" && ancestor !== null)
    throw refused(
      `${name} is revoked because ${ancestor.bucket_name}@${ancestor.version_name} is: restore that one with assay version restore ${ancestor.bucket_name}@${ancestor.version_fingerprint}`
    );
  if (version.status === "VERSION_REVOKED" && version.has_descendants)
    output.note("Versions that are revoked because of it are restored with it.");
  const answer = await client.call("PackerService_UpdateVersion", {
    params: versionParams(version),
    body: { restore: true }
  });
  const restored = answer.version ?? version;
  await output.changed(restored, {
    sentence: `${name}: ${statusText(restored, now)}. Other channels stay where they are; latest points at the newest valid version.`,
    name: ({ fingerprint }) => fingerprint
  });
};

// src/cli/client/registry/version/version-revoke.ts
init_client_failure();

// src/cli/client/registry/instant-in.ts
init_client_failure();
var MOMENT = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;
function instantIn(option, text) {
  const written = MOMENT.exec(text.toUpperCase());
  const [whole = "", date = "", minutes = "00:00", seconds = "00"] = written ?? [];
  if (written === null)
    throw usage(
      `${option} ${JSON.stringify(text)} is not a time: write it as 2027-01-31T12:00:00Z, 2027-01-31T12:00:00+01:00, or 2027-01-31 for the start of that day in UTC`
    );
  const moment = Date.parse(whole);
  if (Number.isNaN(moment) || !isOnCalendar(date, `${minutes}:${seconds}`))
    throw usage(`${option} ${JSON.stringify(text)} is a time that does not exist: check the day and the time`);
  return new Date(moment).toISOString();
}

// src/cli/client/registry/version/version-revoke.ts
var versionRevoke = async ({ client, output, confirm: confirm2, now }, command) => {
  const options = command.opts();
  const when = whenIn(options, now);
  const { keepChannels = false, keepDescendants = false } = options;
  const version = await findVersion(client, command.args[0] ?? "");
  const message = options.message ?? earlierMessage(version);
  const name = `${version.bucket_name}@${version.name}`;
  const reach = await reachOf(client, version, { keepChannels, keepDescendants });
  if (reach === null) output.note("This server cannot show what the revocation will affect.");
  else for (const line of reach) output.note(line);
  await confirm2(`Revoke ${name} (${version.fingerprint}) ${when.words}?`);
  const answer = await client.call("PackerService_UpdateVersion", {
    params: versionParams(version),
    body: {
      ...when.body,
      revocation_message: message,
      skip_descendants_revocation: keepDescendants,
      disable_rollback_channels: keepChannels
    }
  });
  const revoked = answer.version ?? version;
  await output.changed(revoked, {
    sentence: `${name}: ${statusInFull(revoked, now)}.`,
    name: ({ fingerprint }) => fingerprint
  });
};
var earlierMessage = ({ revocation_type: type, revocation_message: message }) => type === "INHERITED" ? "" : message;
var NOW = { body: { revoke_in: "0s" }, words: "now" };
var JUST_NOW_MS = 6e4;
function whenIn({ in: duration, at }, now) {
  if (duration !== void 0 && at !== void 0) throw usage("--in and --at cannot be used together");
  if (duration !== void 0) {
    const milliseconds = parseDuration(duration);
    if (milliseconds === void 0)
      throw usage(`--in ${JSON.stringify(duration)} is not a duration such as 30d or 12h30m`);
    return milliseconds === 0 ? NOW : { body: { revoke_in: duration }, words: `in ${duration}` };
  }
  if (at === void 0) return NOW;
  const moment = instantIn("--at", at);
  const passed = now - Date.parse(moment);
  if (passed > JUST_NOW_MS)
    throw usage(`--at ${JSON.stringify(at)} was ${fromNow(moment, now)}: omit --at to revoke now, or name a later time`);
  return passed >= 0 ? NOW : { body: { revoke_at: moment }, words: `${fromNow(moment, now)} (${moment})` };
}

// src/cli/client/registry/version/version-show.ts
var versionShow = async ({ client, output, now }, { args: [reference = ""] }) => {
  const version = await findVersion(client, reference);
  await output.one(version, { facts: versionFacts(version, now), name: ({ fingerprint }) => fingerprint });
};
function versionFacts(version, now) {
  const { created_at: created, revocation_inherited_from: ancestor, builds } = version;
  return [
    ["Version", `${version.bucket_name}@${version.name}`],
    ["Fingerprint", version.fingerprint],
    ["Status", statusInFull(version, now)],
    ["Message", version.revocation_message],
    ["Because of", ancestor === null ? "" : `${ancestor.bucket_name}@${ancestor.version_name}`],
    ["Builds", builds.map((build) => `${build.component_type} ${buildStatusText(build)}`).join("\n")],
    ["Images", imagesText(version)],
    ["Descendants", version.has_descendants ? "yes" : "none"],
    ["Created", created === null ? "" : fromNow(created, now)]
  ];
}

// src/cli/client/registry/version/version-commands.ts
function versionCommands(add) {
  add("list <bucket>", {
    description: "list the versions of a bucket, newest first",
    examples: ["assay version list ubuntu", "assay version list ubuntu --limit 1 --output name"],
    run: versionList
  }).option("--limit <count>", "show at most this many");
  add("show <bucket@version>", {
    description: "show a version and its images; name it as v12, by its fingerprint, or by a channel",
    examples: ["assay version show ubuntu@v1", "assay version show ubuntu@production --output json"],
    run: versionShow
  });
  add("create <bucket> <fingerprint>", {
    description: "create a version, which is complete once all its builds are done",
    examples: ["assay version create ubuntu nightly-2026-11-27"],
    run: versionCreate
  }).addOption(showChoices(new Option("--template <type>", "the type of the template"), templates));
  add("revoke <bucket@version>", {
    description: "revoke a version, now or later; what that affects is shown first",
    examples: [
      'assay version revoke ubuntu@v2 --message "CVE-2026-1234" --yes',
      'assay version revoke ubuntu@v3 --in 30d --message "end of life" --yes'
    ],
    confirmed: true,
    run: versionRevoke
  }).option("--message <text>", "the reason, shown to users of the version (default: that of an earlier revocation)").option("--in <duration>", "revoke after this delay: 30d, 12h").option("--at <date>", "revoke at this time: 2027-01-31T12:00:00Z").option("--keep-channels", "leave channels on the version instead of rolling them back to an earlier valid one").option("--keep-descendants", "do not revoke the versions that were built from it");
  add("restore <bucket@version>", {
    description: "undo a revocation, or cancel a scheduled one",
    examples: ["assay version restore ubuntu@v2"],
    run: versionRestore
  });
  add("delete <bucket@version>", {
    description: "delete a version; the channels that point at it are shown first",
    examples: ["assay version delete ubuntu@v2 --yes"],
    confirmed: true,
    run: versionDelete
  }).option("--rollback-channels", "roll back the channels that point at it to an earlier valid version");
}

// src/contract/generated/assay-v1.ts
var operations = {
  AssayService_GetAbout: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/about",
    route: "/assay/v1/organizations/:organization_id/about",
    params: ["organization_id"],
    query: {},
    body: null
  },
  AssayService_ListPeople: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/people",
    route: "/assay/v1/organizations/:organization_id/people",
    params: ["organization_id"],
    query: {
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_ListBucketOverviews: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/bucket-overviews",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/bucket-overviews",
    params: ["location.organization_id", "location.project_id"],
    query: {
      q: "string",
      label: "strings",
      platform: "strings",
      status: "strings",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  AssayService_ListVersionOverviews: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/version-overviews",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/version-overviews",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      status: "strings",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  AssayService_PreviewRevocation: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/revocation-preview",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/revocation-preview",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: { skip_descendants_revocation: "boolean", disable_rollback_channels: "boolean" },
    body: null
  },
  AssayService_ListRegistryAncestry: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/ancestry",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/ancestry",
    params: ["location.organization_id", "location.project_id"],
    query: {
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_ListEvents: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/events",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/events",
    params: ["location.organization_id", "location.project_id"],
    query: {
      bucket_name: "string",
      version_fingerprint: "string",
      actor_id: "string",
      kind: "strings",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_StreamEvents: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/events/stream",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/events/stream",
    params: ["location.organization_id", "location.project_id"],
    query: { last_event_id: "string" },
    body: null
  },
  AssayService_ListAuditEntries: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/audit-entries",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/audit-entries",
    params: ["location.organization_id", "location.project_id"],
    query: {
      from: "string",
      to: "string",
      actor_id: "string",
      bucket_name: "string",
      kind: "strings",
      action: "strings",
      status: "string",
      q: "string",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_ExportAuditEntries: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/audit-entries/export",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/audit-entries/export",
    params: ["location.organization_id", "location.project_id"],
    query: {
      from: "string",
      to: "string",
      actor_id: "string",
      bucket_name: "string",
      kind: "strings",
      action: "strings",
      status: "string",
      q: "string"
    },
    body: null
  },
  AssayService_GetLedger: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/ledger",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/ledger",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: null
  },
  AssayService_ListOrganizationAuditEntries: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/audit-entries",
    route: "/assay/v1/organizations/:organization_id/audit-entries",
    params: ["organization_id"],
    query: {
      from: "string",
      to: "string",
      actor_id: "string",
      kind: "strings",
      action: "strings",
      status: "string",
      q: "string",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_ExportOrganizationAuditEntries: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/audit-entries/export",
    route: "/assay/v1/organizations/:organization_id/audit-entries/export",
    params: ["organization_id"],
    query: {
      from: "string",
      to: "string",
      actor_id: "string",
      kind: "strings",
      action: "strings",
      status: "string",
      q: "string"
    },
    body: null
  },
  AssayService_GetOrganizationLedger: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/ledger",
    route: "/assay/v1/organizations/:organization_id/ledger",
    params: ["organization_id"],
    query: {},
    body: null
  },
  AssayService_ListStreams: {
    method: "GET",
    path: "/assay/v1/organizations/{organization_id}/streams",
    route: "/assay/v1/organizations/:organization_id/streams",
    params: ["organization_id"],
    query: {},
    body: null
  },
  AssayService_TestStream: {
    method: "POST",
    path: "/assay/v1/organizations/{organization_id}/streams/{stream_id}/test",
    route: "/assay/v1/organizations/:organization_id/streams/:stream_id/test",
    params: ["organization_id", "stream_id"],
    query: {},
    body: null
  },
  AssayService_Search: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/search",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/search",
    params: ["location.organization_id", "location.project_id"],
    query: { q: "string" },
    body: null
  },
  AssayService_ListWebhookOverviews: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhook-overviews",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhook-overviews",
    params: ["location.organization_id", "location.project_id"],
    query: { webhook_name: "string" },
    body: null
  },
  AssayService_TestWebhook: {
    method: "POST",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/test",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/test",
    params: ["location.organization_id", "location.project_id", "webhook_name"],
    query: {},
    body: null
  },
  AssayService_ListDeliveries: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries",
    params: ["location.organization_id", "location.project_id", "webhook_name"],
    query: {
      state: "string",
      "pagination.page_size": "integer",
      "pagination.next_page_token": "string",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  AssayService_GetDelivery: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/{delivery_id}",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/:delivery_id",
    params: ["location.organization_id", "location.project_id", "webhook_name", "delivery_id"],
    query: {},
    body: null
  },
  AssayService_SendDeliveryAgain: {
    method: "POST",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/{delivery_id}/send-again",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/:delivery_id/send-again",
    params: ["location.organization_id", "location.project_id", "webhook_name", "delivery_id"],
    query: {},
    body: null
  },
  AssayService_SendFailedDeliveriesAgain: {
    method: "POST",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/webhooks/{webhook_name}/deliveries/send-failed-again",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/webhooks/:webhook_name/deliveries/send-failed-again",
    params: ["location.organization_id", "location.project_id", "webhook_name"],
    query: {},
    body: "SendFailedDeliveriesAgainRequestBody"
  },
  AssayService_ListOwnEmailSubscriptions: {
    method: "GET",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: null
  },
  AssayService_CreateOwnEmailSubscription: {
    method: "POST",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: "CreateOwnEmailSubscriptionRequestBody"
  },
  AssayService_DeleteOwnEmailSubscription: {
    method: "DELETE",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/own-email-subscriptions/{subscription_id}",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/own-email-subscriptions/:subscription_id",
    params: ["location.organization_id", "location.project_id", "subscription_id"],
    query: {},
    body: null
  },
  AssayService_ImportRecords: {
    method: "POST",
    path: "/assay/v1/organizations/{location.organization_id}/projects/{location.project_id}/import",
    route: "/assay/v1/organizations/:location__organization_id/projects/:location__project_id/import",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: "ImportRecordsRequestBody"
  }
};

// src/contract/generated/billing-2020-11-05.ts
var operations2 = {
  BillingAccountService_Get: {
    method: "GET",
    path: "/billing/2020-11-05/organizations/{organization_id}/accounts/{id}",
    route: "/billing/2020-11-05/organizations/:organization_id/accounts/:id",
    params: ["organization_id", "id"],
    query: {},
    body: null
  },
  BillingAccountService_Update: {
    method: "PUT",
    path: "/billing/2020-11-05/organizations/{organization_id}/accounts/{id}",
    route: "/billing/2020-11-05/organizations/:organization_id/accounts/:id",
    params: ["organization_id", "id"],
    query: {},
    body: "UpdateBillingAccountRequest"
  }
};

// src/contract/generated/iam-2019-12-10.ts
var operations3 = {
  AuthConfigService_GetAuthConnections: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/auth_connections",
    route: "/iam/2019-12-10/organizations/:organization_id/auth_connections",
    params: ["organization_id"],
    query: {},
    body: null
  },
  AuthConfigService_CreateAuthConnection: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/auth_connections",
    route: "/iam/2019-12-10/organizations/:organization_id/auth_connections",
    params: ["organization_id"],
    query: {},
    body: "AuthConfigServiceCreateAuthConnectionBody"
  },
  AuthConfigService_EditAuthConnection: {
    method: "PATCH",
    path: "/iam/2019-12-10/organizations/{organization_id}/auth_connections",
    route: "/iam/2019-12-10/organizations/:organization_id/auth_connections",
    params: ["organization_id"],
    query: {},
    body: "AuthConfigServiceEditAuthConnectionBody"
  },
  AuthConfigService_DeleteAuthConnectionFromOrganization: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/auth_connections",
    route: "/iam/2019-12-10/organizations/:organization_id/auth_connections",
    params: ["organization_id"],
    query: {},
    body: null
  },
  GroupsService_CountGroups: {
    method: "GET",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups/count-groups-in-organization",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups/count-groups-in-organization",
    params: ["parent_resource_name"],
    query: { "filter.group_resource_ids": "strings", "filter.member_principal_id": "string" },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_CountGroupsForPrincipals: {
    method: "GET",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups/count-for-principals",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups/count-for-principals",
    params: ["parent_resource_name"],
    query: { principal_ids: "strings" },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_CountMembersForGroups: {
    method: "GET",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups/count-members-for-groups",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups/count-members-for-groups",
    params: ["parent_resource_name"],
    query: { group_resource_names: "strings" },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_CountOrganizationGroups: {
    method: "GET",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups/count",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups/count",
    params: ["parent_resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_ListGroups: {
    method: "GET",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups",
    params: ["parent_resource_name"],
    query: {
      "filter.group_resource_ids": "strings",
      "filter.member_principal_id": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_CreateGroup: {
    method: "POST",
    path: "/iam/2019-12-10/iam/{parent_resource_name}/groups",
    route: "/iam/2019-12-10/iam/:parent_resource_name/groups",
    params: ["parent_resource_name"],
    query: {},
    body: "GroupsServiceCreateGroupBody",
    resourceName: { parameter: "parent_resource_name", patterns: ["organization/*"] }
  },
  GroupsService_GetGroup: {
    method: "GET",
    path: "/iam/2019-12-10/{resource_name}",
    route: "/iam/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  GroupsService_UpdateGroup: {
    method: "PUT",
    path: "/iam/2019-12-10/{resource_name}",
    route: "/iam/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: {},
    body: "GroupsServiceUpdateGroupBody",
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  GroupsService_UpdateGroup2: {
    method: "PATCH",
    path: "/iam/2019-12-10/{resource_name}",
    route: "/iam/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: { update_mask: "string" },
    body: "hashicorp.cloud.iam.Group",
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  GroupsService_DeleteGroup: {
    method: "DELETE",
    path: "/iam/2019-12-10/{resource_name}",
    route: "/iam/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  GroupsService_ListGroupMembers: {
    method: "GET",
    path: "/iam/2019-12-10/{resource_name}/members",
    route: "/iam/2019-12-10/:resource_name/members",
    params: ["resource_name"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  GroupsService_UpdateGroupMembers: {
    method: "PUT",
    path: "/iam/2019-12-10/{resource_name}/members",
    route: "/iam/2019-12-10/:resource_name/members",
    params: ["resource_name"],
    query: {},
    body: "GroupsServiceUpdateGroupMembersBody",
    resourceName: { parameter: "resource_name", patterns: ["iam/organization/*/group/*"] }
  },
  IamService_BatchGetPrincipals: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/principals",
    route: "/iam/2019-12-10/organizations/:organization_id/principals",
    params: ["organization_id"],
    query: { principal_ids: "strings", view: "string" },
    body: null
  },
  IamService_CountUserPrincipalsByOrganization: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals/count-user-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals/count-user-principals",
    params: ["organization_id"],
    query: {},
    body: null
  },
  IamService_CreateUserPrincipal: {
    method: "POST",
    path: "/iam/2019-12-10/user-principals",
    route: "/iam/2019-12-10/user-principals",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.CreateUserPrincipalRequest"
  },
  IamService_GetUserPrincipalByIdInOrganization: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals/{user_principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals/:user_principal_id",
    params: ["organization_id", "user_principal_id"],
    query: {},
    body: null
  },
  IamService_DeleteOrganizationMembership: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals/{user_principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals/:user_principal_id",
    params: ["organization_id", "user_principal_id"],
    query: {},
    body: null
  },
  IamService_GetCallerIdentity: {
    method: "GET",
    path: "/iam/2019-12-10/caller-identity",
    route: "/iam/2019-12-10/caller-identity",
    params: [],
    query: {},
    body: null
  },
  IamService_GetCurrentUserPrincipal: {
    method: "GET",
    path: "/iam/2019-12-10/me",
    route: "/iam/2019-12-10/me",
    params: [],
    query: { web_portal_preferences: "boolean" },
    body: null
  },
  IamService_GetOrganizationAuthMetadata: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/auth-metadata",
    route: "/iam/2019-12-10/organizations/:organization_id/auth-metadata",
    params: ["organization_id"],
    query: {},
    body: null
  },
  IamService_GetUserPrincipalsByIDsInOrganization: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals/batch-fetch",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals/batch-fetch",
    params: ["organization_id"],
    query: {},
    body: "IamServiceGetUserPrincipalsByIDsInOrganizationBody"
  },
  IamService_ListUserPrincipalsByOrganization: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals",
    params: ["organization_id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  IamService_ListUserPrincipalsForOrganizationByEmail: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/user-principals/by-email",
    route: "/iam/2019-12-10/organizations/:organization_id/user-principals/by-email",
    params: ["organization_id"],
    query: {},
    body: "IamServiceListUserPrincipalsForOrganizationByEmailBody"
  },
  IamService_Ping: {
    method: "GET",
    path: "/iam/2019-12-10/ping",
    route: "/iam/2019-12-10/ping",
    params: [],
    query: {},
    body: null
  },
  IamService_SearchPrincipals: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/principals/search",
    route: "/iam/2019-12-10/organizations/:organization_id/principals/search",
    params: ["organization_id"],
    query: {},
    body: "IamServiceSearchPrincipalsBody"
  },
  IamService_UnifyUserPrincipal: {
    method: "PUT",
    path: "/iam/2019-12-10/user-principals/unify",
    route: "/iam/2019-12-10/user-principals/unify",
    params: [],
    query: {},
    body: null
  },
  IamService_UpdateWebConsolePreferences: {
    method: "PUT",
    path: "/iam/2019-12-10/me/web-portal-preferences",
    route: "/iam/2019-12-10/me/web-portal-preferences",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.UpdateWebConsolePreferencesRequest"
  },
  InvitationsService_AcceptOrganizationInvitation: {
    method: "POST",
    path: "/iam/2019-12-10/accept-invitation",
    route: "/iam/2019-12-10/accept-invitation",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.AcceptOrganizationInvitationRequest"
  },
  InvitationsService_ListOrganizationInvitations: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/invitations",
    route: "/iam/2019-12-10/organizations/:organization_id/invitations",
    params: ["organization_id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      states: "strings"
    },
    body: null
  },
  InvitationsService_CreateOrganizationInvitations: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/invitations",
    route: "/iam/2019-12-10/organizations/:organization_id/invitations",
    params: ["organization_id"],
    query: {},
    body: "InvitationsServiceCreateOrganizationInvitationsBody"
  },
  InvitationsService_DeleteOrganizationInvitation: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/invitations/{invitation_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/invitations/:invitation_id",
    params: ["invitation_id", "organization_id"],
    query: {},
    body: null
  },
  InvitationsService_GetOrganizationNameByInvitationToken: {
    method: "GET",
    path: "/iam/2019-12-10/invitations/{invitation_token}/organization",
    route: "/iam/2019-12-10/invitations/:invitation_token/organization",
    params: ["invitation_token"],
    query: {},
    body: null
  },
  ProfileService_ConfirmMFAEnrollment: {
    method: "POST",
    path: "/iam/2019-12-10/me/confirm-mfa-enrollment",
    route: "/iam/2019-12-10/me/confirm-mfa-enrollment",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.ConfirmMFAEnrollmentRequest"
  },
  ProfileService_DisableMFA: {
    method: "POST",
    path: "/iam/2019-12-10/me/disable-mfa",
    route: "/iam/2019-12-10/me/disable-mfa",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.DisableMFARequest"
  },
  ProfileService_EnableMFA: {
    method: "POST",
    path: "/iam/2019-12-10/me/enable-mfa",
    route: "/iam/2019-12-10/me/enable-mfa",
    params: [],
    query: {},
    body: "hashicorp.cloud.iam.EnableMFARequest"
  },
  ProfileService_GetMFAStatus: {
    method: "GET",
    path: "/iam/2019-12-10/me/mfa-status",
    route: "/iam/2019-12-10/me/mfa-status",
    params: [],
    query: {},
    body: null
  },
  ProfileService_ResetPassword: {
    method: "POST",
    path: "/iam/2019-12-10/me/reset-password",
    route: "/iam/2019-12-10/me/reset-password",
    params: [],
    query: {},
    body: null
  },
  ProfileService_SendVerificationEmail: {
    method: "POST",
    path: "/iam/2019-12-10/me/send-verification-email",
    route: "/iam/2019-12-10/me/send-verification-email",
    params: [],
    query: {},
    body: null
  },
  SSOManagementService_ListSSOConfigurations: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-configurations",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-configurations",
    params: ["organization_id"],
    query: {},
    body: null
  },
  SSOManagementService_CreateSSOConfiguration: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-configurations",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-configurations",
    params: ["organization_id"],
    query: {},
    body: "SSOManagementServiceCreateSSOConfigurationBody"
  },
  SSOManagementService_GetSSOConfiguration: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type",
    params: ["organization_id", "type"],
    query: {},
    body: null
  },
  SSOManagementService_UpdateSSOConfiguration: {
    method: "PUT",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type",
    params: ["organization_id", "type"],
    query: {},
    body: "SSOManagementServiceUpdateSSOConfigurationBody"
  },
  SSOManagementService_DeleteSSOConfiguration: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-configurations/{type}",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-configurations/:type",
    params: ["organization_id", "type"],
    query: {},
    body: null
  },
  SSOManagementService_GetPreconfigurationData: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-preconfiguration-data",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-preconfiguration-data",
    params: ["organization_id"],
    query: {},
    body: null
  },
  SSOManagementService_GetSSOType: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/sso-type",
    route: "/iam/2019-12-10/organizations/:organization_id/sso-type",
    params: ["organization_id"],
    query: {},
    body: null
  },
  SSOManagementService_VerifyDomainOwnership: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/verify-domain-ownership",
    route: "/iam/2019-12-10/organizations/:organization_id/verify-domain-ownership",
    params: ["organization_id"],
    query: {},
    body: "SSOManagementServiceVerifyDomainOwnershipBody"
  },
  ServicePrincipalsService_ListOrganizationServicePrincipals: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principals",
    params: ["organization_id"],
    query: {
      include: "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  ServicePrincipalsService_CreateOrganizationServicePrincipal: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principals",
    params: ["organization_id"],
    query: {},
    body: "ServicePrincipalsServiceCreateOrganizationServicePrincipalBody"
  },
  ServicePrincipalsService_CreateOrganizationServicePrincipalKey: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principal-keys",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principal-keys",
    params: ["organization_id"],
    query: {},
    body: "ServicePrincipalsServiceCreateOrganizationServicePrincipalKeyBody"
  },
  ServicePrincipalsService_ListProjectServicePrincipals: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals",
    params: ["organization_id", "project_id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  ServicePrincipalsService_CreateProjectServicePrincipal: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals",
    params: ["organization_id", "project_id"],
    query: {},
    body: "ServicePrincipalsServiceCreateProjectServicePrincipalBody"
  },
  ServicePrincipalsService_CreateProjectServicePrincipalKey: {
    method: "POST",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principal-keys",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principal-keys",
    params: ["organization_id", "project_id"],
    query: {},
    body: "ServicePrincipalsServiceCreateProjectServicePrincipalKeyBody"
  },
  ServicePrincipalsService_ListServicePrincipals: {
    method: "GET",
    path: "/2019-12-10/iam/{parent_resource_name}/service-principals",
    route: "/2019-12-10/iam/:parent_resource_name/service-principals",
    params: ["parent_resource_name"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["project/*"] }
  },
  ServicePrincipalsService_CreateServicePrincipal: {
    method: "POST",
    path: "/2019-12-10/iam/{parent_resource_name}/service-principals",
    route: "/2019-12-10/iam/:parent_resource_name/service-principals",
    params: ["parent_resource_name"],
    query: {},
    body: "ServicePrincipalsServiceCreateServicePrincipalBody",
    resourceName: { parameter: "parent_resource_name", patterns: ["project/*"] }
  },
  ServicePrincipalsService_ListServicePrincipals2: {
    method: "GET",
    path: "/2019-12-10/iam/{parent_resource_name_1}/service-principals",
    route: "/2019-12-10/iam/:parent_resource_name_1/service-principals",
    params: ["parent_resource_name_1"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null,
    resourceName: { parameter: "parent_resource_name_1", patterns: ["organization/*"] }
  },
  ServicePrincipalsService_CreateServicePrincipal2: {
    method: "POST",
    path: "/2019-12-10/iam/{parent_resource_name_1}/service-principals",
    route: "/2019-12-10/iam/:parent_resource_name_1/service-principals",
    params: ["parent_resource_name_1"],
    query: {},
    body: "ServicePrincipalsServiceCreateServicePrincipal2Body",
    resourceName: { parameter: "parent_resource_name_1", patterns: ["organization/*"] }
  },
  ServicePrincipalsService_CreateServicePrincipalKey: {
    method: "POST",
    path: "/2019-12-10/{parent_resource_name}/keys",
    route: "/2019-12-10/:parent_resource_name/keys",
    params: ["parent_resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["iam/project/*/service-principal/*"] }
  },
  ServicePrincipalsService_CreateServicePrincipalKey2: {
    method: "POST",
    path: "/2019-12-10/{parent_resource_name_1}/keys",
    route: "/2019-12-10/:parent_resource_name_1/keys",
    params: ["parent_resource_name_1"],
    query: {},
    body: null,
    resourceName: { parameter: "parent_resource_name_1", patterns: ["iam/organization/*/service-principal/*"] }
  },
  ServicePrincipalsService_ListWorkloadIdentityProvider: {
    method: "GET",
    path: "/2019-12-10/{parent_resource_name}/workload-identity-providers",
    route: "/2019-12-10/:parent_resource_name/workload-identity-providers",
    params: ["parent_resource_name"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null,
    resourceName: {
      parameter: "parent_resource_name",
      patterns: ["iam/project/*/service-principal/*", "iam/organization/*/service-principal/*"]
    }
  },
  ServicePrincipalsService_CreateWorkloadIdentityProvider: {
    method: "POST",
    path: "/2019-12-10/{parent_resource_name}/workload-identity-providers",
    route: "/2019-12-10/:parent_resource_name/workload-identity-providers",
    params: ["parent_resource_name"],
    query: {},
    body: "ServicePrincipalsServiceCreateWorkloadIdentityProviderBody",
    resourceName: {
      parameter: "parent_resource_name",
      patterns: ["iam/project/*/service-principal/*", "iam/organization/*/service-principal/*"]
    }
  },
  ServicePrincipalsService_GetOrganizationServicePrincipal: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principals/{principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principals/:principal_id",
    params: ["organization_id", "principal_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_DeleteOrganizationServicePrincipal: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principals/{principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principals/:principal_id",
    params: ["organization_id", "principal_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_DeleteOrganizationServicePrincipalKey: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/service-principal-keys/{client_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/service-principal-keys/:client_id",
    params: ["client_id", "organization_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_GetProjectServicePrincipal: {
    method: "GET",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals/{principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals/:principal_id",
    params: ["organization_id", "principal_id", "project_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_DeleteProjectServicePrincipal: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principals/{principal_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principals/:principal_id",
    params: ["organization_id", "principal_id", "project_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_DeleteProjectServicePrincipalKey: {
    method: "DELETE",
    path: "/iam/2019-12-10/organizations/{organization_id}/projects/{project_id}/service-principal-keys/{client_id}",
    route: "/iam/2019-12-10/organizations/:organization_id/projects/:project_id/service-principal-keys/:client_id",
    params: ["client_id", "organization_id", "project_id"],
    query: {},
    body: null
  },
  ServicePrincipalsService_GetServicePrincipal: {
    method: "GET",
    path: "/2019-12-10/{resource_name}",
    route: "/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["iam/project/*/service-principal/*"] }
  },
  ServicePrincipalsService_DeleteServicePrincipal: {
    method: "DELETE",
    path: "/2019-12-10/{resource_name}",
    route: "/2019-12-10/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["iam/project/*/service-principal/*"] }
  },
  ServicePrincipalsService_GetServicePrincipal2: {
    method: "GET",
    path: "/2019-12-10/{resource_name_1}",
    route: "/2019-12-10/:resource_name_1",
    params: ["resource_name_1"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name_1", patterns: ["iam/organization/*/service-principal/*"] }
  },
  ServicePrincipalsService_DeleteServicePrincipal2: {
    method: "DELETE",
    path: "/2019-12-10/{resource_name_1}",
    route: "/2019-12-10/:resource_name_1",
    params: ["resource_name_1"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name_1", patterns: ["iam/organization/*/service-principal/*"] }
  },
  ServicePrincipalsService_GetWorkloadIdentityProvider: {
    method: "GET",
    path: "/2019-12-10/{resource_name_2}",
    route: "/2019-12-10/:resource_name_2",
    params: ["resource_name_2"],
    query: {},
    body: null,
    resourceName: {
      parameter: "resource_name_2",
      patterns: [
        "iam/project/*/service-principal/*/workload-identity-provider/*",
        "iam/organization/*/service-principal/*/workload-identity-provider/*"
      ]
    }
  },
  ServicePrincipalsService_DeleteServicePrincipalKey: {
    method: "DELETE",
    path: "/2019-12-10/{resource_name_2}",
    route: "/2019-12-10/:resource_name_2",
    params: ["resource_name_2"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name_2", patterns: ["iam/project/*/service-principal/*/key/*"] }
  },
  ServicePrincipalsService_DeleteServicePrincipalKey2: {
    method: "DELETE",
    path: "/2019-12-10/{resource_name_3}",
    route: "/2019-12-10/:resource_name_3",
    params: ["resource_name_3"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name_3", patterns: ["iam/organization/*/service-principal/*/key/*"] }
  },
  ServicePrincipalsService_DeleteWorkloadIdentityProvider: {
    method: "DELETE",
    path: "/2019-12-10/{resource_name_4}",
    route: "/2019-12-10/:resource_name_4",
    params: ["resource_name_4"],
    query: {},
    body: null,
    resourceName: {
      parameter: "resource_name_4",
      patterns: [
        "iam/project/*/service-principal/*/workload-identity-provider/*",
        "iam/organization/*/service-principal/*/workload-identity-provider/*"
      ]
    }
  },
  ServicePrincipalsService_ExchangeWorkloadIdentityToken: {
    method: "POST",
    path: "/2019-12-10/{resource_name}/exchange-token",
    route: "/2019-12-10/:resource_name/exchange-token",
    params: ["resource_name"],
    query: {},
    body: "hashicorp.cloud.iam.ExchangeWorkloadIdentityTokenRequest.Token",
    resourceName: {
      parameter: "resource_name",
      patterns: [
        "iam/project/*/service-principal/*/workload-identity-provider/*",
        "iam/organization/*/service-principal/*/workload-identity-provider/*"
      ]
    }
  },
  ServicePrincipalsService_UpdateWorkloadIdentityProvider: {
    method: "PATCH",
    path: "/2019-12-10/{provider.resource_name}",
    route: "/2019-12-10/:provider__resource_name",
    params: ["provider.resource_name"],
    query: { update_mask: "string" },
    body: "ServicePrincipalsServiceUpdateWorkloadIdentityProviderBody",
    resourceName: {
      parameter: "provider.resource_name",
      patterns: [
        "iam/project/*/service-principal/*/workload-identity-provider/*",
        "iam/organization/*/service-principal/*/workload-identity-provider/*"
      ]
    }
  }
};

// src/contract/generated/log-service-2021-03-30.ts
var operations4 = {
  LogService_ListArchives: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives",
    route: "/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives",
    params: ["resource.id", "resource.location.organization_id", "resource.location.project_id"],
    query: {
      "resource.description": "string",
      "resource.location.region.provider": "string",
      "resource.location.region.region": "string",
      "resource.type": "string",
      "resource.uuid": "string"
    },
    body: null
  },
  LogService_CreateArchive: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives",
    route: "/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives",
    params: ["resource.id", "resource.location.organization_id", "resource.location.project_id"],
    query: {},
    body: "log_service_20210330CreateArchiveRequest"
  },
  LogService_ListStreamingDestinations: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations",
    route: "/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  LogService_CreateStreamingDestination: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations",
    route: "/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: "log_service_20210330CreateStreamingDestinationRequest"
  },
  LogService_ListStreamingDestinations2: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations",
    route: "/logs/2021-03-30/organizations/:location__organization_id/resources/destinations",
    params: ["location.organization_id"],
    query: {
      "location.project_id": "string",
      "location.region.provider": "string",
      "location.region.region": "string"
    },
    body: null
  },
  LogService_CreateStreamingDestination2: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations",
    route: "/logs/2021-03-30/organizations/:location__organization_id/resources/destinations",
    params: ["location.organization_id"],
    query: {},
    body: "log_service_20210330CreateStreamingDestinationRequest"
  },
  LogService_CreateStreamingDestinationFilter: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{organization_id}/resources/destinations/{destination_id}/filter",
    route: "/logs/2021-03-30/organizations/:organization_id/resources/destinations/:destination_id/filter",
    params: ["destination_id", "organization_id"],
    query: {},
    body: "log_service_20210330CreateStreamingDestinationFilterRequest"
  },
  LogService_GetStreamingDestination: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/{destination_id}",
    route: "/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/:destination_id",
    params: ["destination_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  LogService_DeleteStreamingDestination: {
    method: "DELETE",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/{destination_id}",
    route: "/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/:destination_id",
    params: ["destination_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string", source_channel: "string" },
    body: null
  },
  LogService_Get: {
    method: "POST",
    path: "/logs/2021-03-30/entries/query",
    route: "/logs/2021-03-30/entries/query",
    params: [],
    query: {},
    body: "log_service_20210330GetRequest"
  },
  LogService_GetArchive: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/archives/{id}",
    route: "/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/archives/:id",
    params: ["id", "resource.id", "resource.location.organization_id", "resource.location.project_id"],
    query: {
      "resource.description": "string",
      "resource.location.region.provider": "string",
      "resource.location.region.region": "string",
      "resource.type": "string",
      "resource.uuid": "string"
    },
    body: null
  },
  LogService_GetStreamingDestination2: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/resources/destinations/{destination_id}",
    route: "/logs/2021-03-30/organizations/:location__organization_id/resources/destinations/:destination_id",
    params: ["destination_id", "location.organization_id"],
    query: {
      "location.project_id": "string",
      "location.region.provider": "string",
      "location.region.region": "string"
    },
    body: null
  },
  LogService_ListStreamingDestinationsForResource: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{resource.location.organization_id}/projects/{resource.location.project_id}/resources/{resource.id}/destinations",
    route: "/logs/2021-03-30/organizations/:resource__location__organization_id/projects/:resource__location__project_id/resources/:resource__id/destinations",
    params: ["resource.id", "resource.location.organization_id", "resource.location.project_id"],
    query: {},
    body: "log_service_20210330ListStreamingDestinationsForResourceRequest"
  },
  LogService_Search: {
    method: "POST",
    path: "/logs/2022-06-06/organizations/{organization_id}/entries/preview/search",
    route: "/logs/2022-06-06/organizations/:organization_id/entries/preview/search",
    params: ["organization_id"],
    query: {},
    body: "log_service_20210330SearchRequest"
  },
  LogService_Store: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{stream.organization_id}/entries/store",
    route: "/logs/2021-03-30/organizations/:stream__organization_id/entries/store",
    params: ["stream.organization_id"],
    query: {},
    body: "log_service_20210330StoreRequest"
  },
  LogService_TestStreamingDestination: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{location.organization_id}/projects/{location.project_id}/resources/destinations/test",
    route: "/logs/2021-03-30/organizations/:location__organization_id/projects/:location__project_id/resources/destinations/test",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: "log_service_20210330TestStreamingDestinationRequest"
  },
  LogService_UpdateStreamingDestination: {
    method: "PATCH",
    path: "/logs/2021-03-30/organizations/{destination.resource.location.organization_id}/projects/{destination.resource.location.project_id}/resources/destinations/{destination.resource.id}",
    route: "/logs/2021-03-30/organizations/:destination__resource__location__organization_id/projects/:destination__resource__location__project_id/resources/destinations/:destination__resource__id",
    params: [
      "destination.resource.id",
      "destination.resource.location.organization_id",
      "destination.resource.location.project_id"
    ],
    query: {},
    body: "log_service_20210330UpdateStreamingDestinationRequest"
  },
  StreamingService_ListDestinations: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations",
    params: ["organization_id"],
    query: {},
    body: null
  },
  StreamingService_CreateDestination: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations",
    params: ["organization_id"],
    query: {},
    body: "log_service_20210330CreateDestinationRequest"
  },
  StreamingService_CreateDestinationFilter: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}/filters",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id/filters",
    params: ["destination_id", "organization_id"],
    query: {},
    body: "log_service_20210330CreateDestinationFilterRequest"
  },
  StreamingService_GetDestination: {
    method: "GET",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id",
    params: ["destination_id", "organization_id"],
    query: {},
    body: null
  },
  StreamingService_DeleteDestination: {
    method: "DELETE",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations/{destination_id}",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations/:destination_id",
    params: ["destination_id", "organization_id"],
    query: { source_channel: "string" },
    body: null
  },
  StreamingService_TestDestination: {
    method: "POST",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations/test",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations/test",
    params: ["organization_id"],
    query: {},
    body: "log_service_20210330TestDestinationRequest"
  },
  StreamingService_UpdateDestination: {
    method: "PATCH",
    path: "/logs/2021-03-30/organizations/{organization_id}/destinations/{id}",
    route: "/logs/2021-03-30/organizations/:organization_id/destinations/:id",
    params: ["id", "organization_id"],
    query: {},
    body: "log_service_20210330UpdateDestinationRequest"
  }
};

// src/contract/generated/packer-2022-12-02.ts
var operations5 = {
  PackerService_SearchByLabels: {
    method: "POST",
    path: "/packer/2022-12-02/organizations/{location.organization_id}/projects/{location.project_id}/images/{bucket_name}/channels/{channel_name}/_search/by_labels",
    route: "/packer/2022-12-02/organizations/:location__organization_id/projects/:location__project_id/images/:bucket_name/channels/:channel_name/_search/by_labels",
    params: ["bucket_name", "channel_name", "location.organization_id", "location.project_id"],
    query: {},
    body: "SearchByLabelsBody"
  }
};

// src/contract/generated/packer-2023-01-01.ts
var operations6 = {
  PackerService_AssignChannelVersion: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/assign",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/assign",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.AssignChannelVersionBody"
  },
  PackerService_ListBuckets: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets",
    params: ["location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_CreateBucket: {
    method: "PUT",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateBucketBody"
  },
  PackerService_ListBuilds: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_CreateBuild: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateBuildBody"
  },
  PackerService_ListChannels: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_CreateChannel: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateChannelBody"
  },
  PackerService_ListEnforcedBlocks: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks",
    params: ["location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_CreateEnforcedBlock: {
    method: "PUT",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateEnforcedBlockBody"
  },
  PackerService_GetEnforcedBlockVersions: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions",
    params: ["enforced_block_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_CreateEnforcedBlockVersion: {
    method: "PUT",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions",
    params: ["enforced_block_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateEnforcedBlockVersionBody"
  },
  PackerService_GetRegistry: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_CreateRegistry: {
    method: "PUT",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateRegistryBody"
  },
  PackerService_UpdateRegistry: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateRegistryBody"
  },
  PackerService_DeleteRegistry: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/registry",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/registry",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_ListVersions: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_CreateVersion: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.CreateVersionBody"
  },
  PackerService_GetBucket: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateBucket: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateBucketBody"
  },
  PackerService_DeleteBucket: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetBuild: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateBuild: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateBuildBody"
  },
  PackerService_DeleteBuild: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetChannel: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name",
    params: ["bucket_name", "channel_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateChannel: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name",
    params: ["bucket_name", "channel_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateChannelBody"
  },
  PackerService_DeleteChannel: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name",
    params: ["bucket_name", "channel_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetEnforcedBlock: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id",
    params: ["enforced_block_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateEnforcedBlock: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id",
    params: ["enforced_block_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateEnforcedBlockBody"
  },
  PackerService_DeleteEnforcedBlock: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id",
    params: ["enforced_block_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateEnforcedBlockVersion: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id",
    params: ["enforced_block_id", "enforced_block_version_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateEnforcedBlockVersionBody"
  },
  PackerService_DeleteEnforcedBlockVersion: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id",
    params: ["enforced_block_id", "enforced_block_version_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetVersion: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateVersion: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateVersionBody"
  },
  PackerService_DeleteVersion: {
    method: "DELETE",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint",
    params: ["bucket_name", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string", rollback_channels: "boolean" },
    body: null
  },
  PackerService_GetEnforcedBlockLinkedBuckets: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}/buckets",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id/buckets",
    params: ["enforced_block_id", "enforced_block_version_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_ManageEnforcedBlockLinkedBuckets: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/{enforced_block_id}/versions/{enforced_block_version_id}/buckets",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/:enforced_block_id/versions/:enforced_block_version_id/buckets",
    params: ["enforced_block_id", "enforced_block_version_id", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.ManageEnforcedBlockLinkedBucketsBody"
  },
  PackerService_GetEnforcedBlocksByBucket: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/enforced_blocks/bucket/{bucket_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/enforced_blocks/bucket/:bucket_name",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetRegistryTFCRunTaskAPI: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/{task_type}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/:task_type",
    params: ["location.organization_id", "location.project_id", "task_type"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_GetRunTaskConfig: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/config",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/config",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UpdateRunTaskConfig: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/config",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/config",
    params: ["location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UpdateRunTaskConfigBody"
  },
  PackerService_GetSbom: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms/{sbom_name}",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms/:sbom_name",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id", "sbom_name"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_ListBucketAncestry: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/ancestry",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/ancestry",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      channel_name: "string",
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      type: "string",
      version_fingerprint: "string"
    },
    body: null
  },
  PackerService_ListBucketPackages: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      package_name: "string",
      package_name_starts_with: "string",
      package_version: "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_ListBucketPackagesVulnerabilitySummary: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages/vulnerability-summary",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages/vulnerability-summary",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_ListBucketPackagesWithVulnerabilities: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/packages/with-vulnerabilities",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/packages/with-vulnerabilities",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      criticality: "strings",
      identifier: "string",
      identifier_starts_with: "string",
      "location.region.provider": "string",
      "location.region.region": "string",
      package_name: "string",
      package_name_starts_with: "string",
      package_version: "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_ListBucketVulnerabilities: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/vulnerabilities",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/vulnerabilities",
    params: ["bucket_name", "location.organization_id", "location.project_id"],
    query: {
      criticality: "strings",
      identifier: "string",
      identifier_starts_with: "string",
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_ListBuildPackages: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/packages",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/packages",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      package_name: "string",
      package_name_starts_with: "string",
      package_version: "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  PackerService_ListChannelAssignmentHistory: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/channels/{channel_name}/history",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/channels/:channel_name/history",
    params: ["bucket_name", "channel_name", "location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  PackerService_ListSboms: {
    method: "GET",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: null
  },
  PackerService_UploadSbom: {
    method: "PUT",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/buckets/{bucket_name}/versions/{fingerprint}/builds/{build_id}/sboms",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/buckets/:bucket_name/versions/:fingerprint/builds/:build_id/sboms",
    params: ["bucket_name", "build_id", "fingerprint", "location.organization_id", "location.project_id"],
    query: { "location.region.provider": "string", "location.region.region": "string" },
    body: "hashicorp.cloud.packer_20230101.UploadSbomBody"
  },
  PackerService_RegenerateTFCRunTaskHmacKey: {
    method: "PATCH",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/runtasks/hmac",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/runtasks/hmac",
    params: ["location.organization_id", "location.project_id"],
    query: {},
    body: "PackerServiceRegenerateTFCRunTaskHmacKeyBody"
  },
  PackerService_SearchExternalArtifact: {
    method: "POST",
    path: "/packer/2023-01-01/organizations/{location.organization_id}/projects/{location.project_id}/_search/external_artifact",
    route: "/packer/2023-01-01/organizations/:location__organization_id/projects/:location__project_id/_search/external_artifact",
    params: ["location.organization_id", "location.project_id"],
    query: {
      "location.region.provider": "string",
      "location.region.region": "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: "hashicorp.cloud.packer_20230101.SearchExternalArtifactRequestBody"
  }
};

// src/contract/generated/resource-manager-2019-12-10.ts
var operations7 = {
  AuthorizationService_BatchTestIamPermissions: {
    method: "POST",
    path: "/resource-manager/2019-12-10/authorization/batch-test-iam-permissions",
    route: "/resource-manager/2019-12-10/authorization/batch-test-iam-permissions",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.BatchAuthorizationTestIamPermissionsRequest"
  },
  AuthorizationService_TestIamPermissions: {
    method: "POST",
    path: "/resource-manager/2019-12-10/authorization/test-iam-permissions",
    route: "/resource-manager/2019-12-10/authorization/test-iam-permissions",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.AuthorizationTestIamPermissionsRequest"
  },
  OrganizationService_List: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations",
    route: "/resource-manager/2019-12-10/organizations",
    params: [],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  OrganizationService_Create: {
    method: "POST",
    path: "/resource-manager/2019-12-10/organizations",
    route: "/resource-manager/2019-12-10/organizations",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.OrganizationCreateRequest"
  },
  OrganizationService_Get: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}",
    route: "/resource-manager/2019-12-10/organizations/:id",
    params: ["id"],
    query: {},
    body: null
  },
  OrganizationService_Delete: {
    method: "DELETE",
    path: "/resource-manager/2019-12-10/organizations/{id}",
    route: "/resource-manager/2019-12-10/organizations/:id",
    params: ["id"],
    query: {},
    body: null
  },
  OrganizationService_GetConstraint: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/{constraint_id}",
    route: "/resource-manager/2019-12-10/organizations/:id/:constraint_id",
    params: ["constraint_id", "id"],
    query: {},
    body: null,
    resourceName: { parameter: "constraint_id", patterns: ["constraints/*"] }
  },
  OrganizationService_GetIamPolicy: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/iam-policy",
    route: "/resource-manager/2019-12-10/organizations/:id/iam-policy",
    params: ["id"],
    query: {},
    body: null
  },
  OrganizationService_SetIamPolicy: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/organizations/{id}/iam-policy",
    route: "/resource-manager/2019-12-10/organizations/:id/iam-policy",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.OrganizationService.SetIamPolicyBody"
  },
  OrganizationService_GetPreDeletionCheck: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/pre-deletion-check",
    route: "/resource-manager/2019-12-10/organizations/:id/pre-deletion-check",
    params: ["id"],
    query: {},
    body: null
  },
  OrganizationService_GetResourceControlPolicy: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/resource-control-policy",
    route: "/resource-manager/2019-12-10/organizations/:id/resource-control-policy",
    params: ["id"],
    query: {},
    body: null
  },
  OrganizationService_SetResourceControlPolicy: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/organizations/{id}/resource-control-policy",
    route: "/resource-manager/2019-12-10/organizations/:id/resource-control-policy",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.OrganizationService.SetResourceControlPolicyBody"
  },
  OrganizationService_GetRole: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/{role_id}",
    route: "/resource-manager/2019-12-10/organizations/:id/:role_id",
    params: ["id", "role_id"],
    query: {},
    body: null,
    resourceName: { parameter: "role_id", patterns: ["roles/*"] }
  },
  OrganizationService_ListConstraints: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/constraints",
    route: "/resource-manager/2019-12-10/organizations/:id/constraints",
    params: ["id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  OrganizationService_ListProjectsByService: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/projects-by-service",
    route: "/resource-manager/2019-12-10/organizations/:id/projects-by-service",
    params: ["id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      service: "string"
    },
    body: null
  },
  OrganizationService_ListRoles: {
    method: "GET",
    path: "/resource-manager/2019-12-10/organizations/{id}/roles",
    route: "/resource-manager/2019-12-10/organizations/:id/roles",
    params: ["id"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string"
    },
    body: null
  },
  OrganizationService_SetName: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/organizations/{id}/name",
    route: "/resource-manager/2019-12-10/organizations/:id/name",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.OrganizationService.SetNameBody"
  },
  OrganizationService_TestIamPermissions: {
    method: "POST",
    path: "/resource-manager/2019-12-10/organizations/{id}/test-iam-permissions",
    route: "/resource-manager/2019-12-10/organizations/:id/test-iam-permissions",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.OrganizationService.TestIamPermissionsBody"
  },
  ProjectService_List: {
    method: "GET",
    path: "/resource-manager/2019-12-10/projects",
    route: "/resource-manager/2019-12-10/projects",
    params: [],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      query: "string",
      "scope.id": "string",
      "scope.type": "string",
      "sorting.order_by": "strings"
    },
    body: null
  },
  ProjectService_Create: {
    method: "POST",
    path: "/resource-manager/2019-12-10/projects",
    route: "/resource-manager/2019-12-10/projects",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ProjectCreateRequest"
  },
  ProjectService_Get: {
    method: "GET",
    path: "/resource-manager/2019-12-10/projects/{id}",
    route: "/resource-manager/2019-12-10/projects/:id",
    params: ["id"],
    query: {},
    body: null
  },
  ProjectService_Delete: {
    method: "DELETE",
    path: "/resource-manager/2019-12-10/projects/{id}",
    route: "/resource-manager/2019-12-10/projects/:id",
    params: ["id"],
    query: {},
    body: null
  },
  ProjectService_GetIamPolicy: {
    method: "GET",
    path: "/resource-manager/2019-12-10/projects/{id}/iam-policy",
    route: "/resource-manager/2019-12-10/projects/:id/iam-policy",
    params: ["id"],
    query: {},
    body: null
  },
  ProjectService_SetIamPolicy: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/projects/{id}/iam-policy",
    route: "/resource-manager/2019-12-10/projects/:id/iam-policy",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ProjectService.SetIamPolicyBody"
  },
  ProjectService_GetProjectsCount: {
    method: "GET",
    path: "/resource-manager/2019-12-10/projects/count",
    route: "/resource-manager/2019-12-10/projects/count",
    params: [],
    query: { "scope.id": "string", "scope.type": "string" },
    body: null
  },
  ProjectService_SetDescription: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/projects/{id}/description",
    route: "/resource-manager/2019-12-10/projects/:id/description",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ProjectService.SetDescriptionBody"
  },
  ProjectService_SetName: {
    method: "PUT",
    path: "/resource-manager/2019-12-10/projects/{id}/name",
    route: "/resource-manager/2019-12-10/projects/:id/name",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ProjectService.SetNameBody"
  },
  ProjectService_TestIamPermissions: {
    method: "POST",
    path: "/resource-manager/2019-12-10/projects/{id}/test-iam-permissions",
    route: "/resource-manager/2019-12-10/projects/:id/test-iam-permissions",
    params: ["id"],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ProjectService.TestIamPermissionsBody"
  },
  ResourceService_GetIamPolicy: {
    method: "GET",
    path: "/2019-12-10/resource-manager/resources/iam-policy",
    route: "/2019-12-10/resource-manager/resources/iam-policy",
    params: [],
    query: { resource_id: "string", resource_name: "string" },
    body: null
  },
  ResourceService_SetIamPolicy: {
    method: "PUT",
    path: "/2019-12-10/resource-manager/resources/iam-policy",
    route: "/2019-12-10/resource-manager/resources/iam-policy",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ResourceSetIamPolicyRequest"
  },
  ResourceService_GetResource: {
    method: "GET",
    path: "/resource-manager/2019-12-10/resource",
    route: "/resource-manager/2019-12-10/resource",
    params: [],
    query: { resource_id: "string", resource_name: "string" },
    body: null
  },
  ResourceService_List: {
    method: "GET",
    path: "/resource-manager/2019-12-10/resources",
    route: "/resource-manager/2019-12-10/resources",
    params: [],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "scope.id": "string",
      "scope.type": "string"
    },
    body: null
  },
  ResourceService_ListAccessibleResources: {
    method: "GET",
    path: "/resource-manager/2019-12-10/resources/accessible",
    route: "/resource-manager/2019-12-10/resources/accessible",
    params: [],
    query: {
      leaf_name_filter: "string",
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      permission: "string",
      resource_type: "string",
      scope_resource_id: "string",
      scope_resource_name: "string"
    },
    body: null
  },
  ResourceService_ListRoles: {
    method: "GET",
    path: "/resource-manager/2019-12-10/resource/roles",
    route: "/resource-manager/2019-12-10/resource/roles",
    params: [],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "resource.id": "string",
      "resource.name": "string"
    },
    body: null
  },
  ResourceService_TestIamPermissions: {
    method: "POST",
    path: "/resource-manager/2019-12-10/resources/test-iam-permissions",
    route: "/resource-manager/2019-12-10/resources/test-iam-permissions",
    params: [],
    query: {},
    body: "hashicorp.cloud.resourcemanager.ResourceTestIamPermissionsRequest"
  }
};

// src/contract/generated/webhook-2023-05-31.ts
var operations8 = {
  WebhookService_ListWebhooks: {
    method: "GET",
    path: "/2023-05-31/webhook/{parent_resource_name}/webhooks",
    route: "/2023-05-31/webhook/:parent_resource_name/webhooks",
    params: ["parent_resource_name"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["project/*"] }
  },
  WebhookService_CreateWebhook: {
    method: "POST",
    path: "/2023-05-31/webhook/{parent_resource_name}/webhooks",
    route: "/2023-05-31/webhook/:parent_resource_name/webhooks",
    params: ["parent_resource_name"],
    query: {},
    body: "hashicorp.cloud.webhook.CreateWebhookRequestBody",
    resourceName: { parameter: "parent_resource_name", patterns: ["project/*"] }
  },
  WebhookService_GetWebhook: {
    method: "GET",
    path: "/2023-05-31/{resource_name}",
    route: "/2023-05-31/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["webhook/project/*/geo/*/webhook/*"] }
  },
  WebhookService_UpdateWebhook: {
    method: "PATCH",
    path: "/2023-05-31/{resource_name}",
    route: "/2023-05-31/:resource_name",
    params: ["resource_name"],
    query: {},
    body: "hashicorp.cloud.webhook.UpdateWebhookRequestBody",
    resourceName: { parameter: "resource_name", patterns: ["webhook/project/*/geo/*/webhook/*"] }
  },
  WebhookService_DeleteWebhook: {
    method: "DELETE",
    path: "/2023-05-31/{resource_name}",
    route: "/2023-05-31/:resource_name",
    params: ["resource_name"],
    query: {},
    body: null,
    resourceName: { parameter: "resource_name", patterns: ["webhook/project/*/geo/*/webhook/*"] }
  },
  WebhookService_ListWebhookDeliveries: {
    method: "GET",
    path: "/2023-05-31/{parent_resource_name}/deliveries",
    route: "/2023-05-31/:parent_resource_name/deliveries",
    params: ["parent_resource_name"],
    query: {
      "pagination.next_page_token": "string",
      "pagination.page_size": "integer",
      "pagination.previous_page_token": "string",
      "sorting.order_by": "strings"
    },
    body: null,
    resourceName: { parameter: "parent_resource_name", patterns: ["webhook/project/*/geo/*/webhook/*"] }
  },
  WebhookService_UpdateWebhookName: {
    method: "PATCH",
    path: "/2023-05-31/{resource_name}/name",
    route: "/2023-05-31/:resource_name/name",
    params: ["resource_name"],
    query: {},
    body: "hashicorp.cloud.webhook.UpdateWebhookNameRequestBody",
    resourceName: { parameter: "resource_name", patterns: ["webhook/project/*/geo/*/webhook/*"] }
  }
};

// src/client/apis.ts
var currentApi = {
  operations: {
    ...operations6,
    ...operations5,
    ...operations3,
    ...operations7,
    ...operations2,
    ...operations8,
    ...operations4,
    ...operations
  }
};

// src/client/event-lines.ts
async function* eventLines(body, resumed, silentMs) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let id = resumed;
  try {
    for (; ; ) {
      const silence2 = Promise.withResolvers();
      const timer = setTimeout(() => {
        silence2.reject(new Error(`nothing came for ${silentMs / 1e3} s`));
      }, silentMs);
      const { done, value } = await Promise.race([reader.read(), silence2.promise]).finally(() => {
        clearTimeout(timer);
      });
      if (done) return;
      const text = rest + decoder.decode(value, { stream: true });
      const cut = text.endsWith("\r") ? text.length - 1 : text.length;
      const blocks = text.slice(0, cut).replaceAll(/\r\n?/g, "\n").split("\n\n");
      rest = (blocks.pop() ?? "") + text.slice(cut);
      for (const block of blocks) {
        const valuesOf = (name) => [...block.matchAll(new RegExp(`^${name}(?:: ?(.*))?$`, "gm"))].map(([, value2 = ""]) => value2);
        id = valuesOf("id").at(-1) ?? id;
        yield { id, kind: valuesOf("event").at(-1) ?? "", data: valuesOf("data").join("\n") };
      }
    }
  } finally {
    await reader.cancel().catch(() => void 0);
  }
}

// src/client/operation-request.ts
var ParameterError = class extends TypeError {
  /** The name in the contract: `bucket_name`. */
  parameter;
  value;
  constructor(message, { parameter, value }) {
    super(message);
    this.parameter = parameter;
    this.value = value;
  }
};
function operationRequest(name, { method, path: path3, body: message }, { params, query, body }, at) {
  const { organizationId, projectId } = at.location;
  const values = {
    organization_id: organizationId,
    project_id: projectId,
    "location.organization_id": organizationId,
    "location.project_id": projectId,
    ...params
  };
  const written = path3.replace(/\{([^}]+)\}/g, (_, parameter) => {
    const value = values[parameter];
    const needed = `${name} needs the parameter ${parameter}`;
    if (value === void 0) throw new TypeError(needed);
    if (value === "") throw new ParameterError(needed, { parameter, value });
    if (value === "." || value === "..")
      throw new ParameterError(`${name}: ${parameter} cannot be "${value}"`, { parameter, value });
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([key, value]) => textsOf(value).map((text) => [key, text]))
  );
  return {
    url: new URL(search.size > 0 ? `${written}?${search.toString()}` : written, at.apiUrl).href,
    method,
    headers: { accept: "application/json", ...message !== null && { "content-type": "application/json" } },
    body: message === null ? void 0 : JSON.stringify(body ?? {})
  };
}
function textsOf(value) {
  if (value === void 0) return [];
  return typeof value === "object" ? value : [String(value)];
}

// src/client/client.ts
function createClient(parts) {
  const { api, apiUrl, access, location = {}, retries = USUAL_RETRIES, fetch: fetch2 = globalThis.fetch } = parts;
  async function attempt({ url, method, body, isStream, ...request }, shown2, signal) {
    const headers = { ...request.headers, ...shown2 };
    const own = { method, headers, credentials: access.credentials, redirect: "error" };
    signal?.throwIfAborted();
    const asked = fetch2(url, { ...own, ...body !== void 0 && { body }, ...signal && { signal } });
    return outcomeOf(asked, async (answer) => isStream && answer.ok ? null : answerText(answer), signal);
  }
  async function ask(name, asked, { signal, repeatable }, stream = null) {
    const entry = api.operations[name];
    const written = operationRequest(name, entry, asked, { apiUrl, location });
    const request = { ...written, headers: { ...written.headers, ...stream }, isStream: stream !== null };
    const attempts = { retries, signal, repeatable: repeatable ?? entry.method === "GET" };
    const outcome = await withRetries(attempts, async () => {
      const shown2 = await access.headers();
      const first = await attempt(request, shown2, signal);
      const isStale = "answer" in first && first.answer.status === 401 && access.renew(shown2);
      return isStale ? attempt(request, await access.headers(), signal) : first;
    });
    return accepted(outcome, name, `${new URL(apiUrl).origin} cannot be reached`);
  }
  const call = async (name, request, manner = {}) => {
    const { answer, content } = await ask(name, request, manner);
    return messageIn(name, answer, content);
  };
  async function* pages(name, request, manner) {
    let token = "";
    const asked = /* @__PURE__ */ new Set();
    do {
      if (asked.has(token)) throw repeatedPage(name, token);
      asked.add(token);
      const query = { ...request.query, ...token !== "" && { "pagination.next_page_token": token } };
      const page = await call(name, { ...request, query }, manner);
      yield page;
      token = page.pagination?.next_page_token ?? "";
    } while (token !== "");
  }
  async function* follow(name, request, { signal, after = "", heard } = {}) {
    let last = after;
    for (let failures = 0; ; failures += 1) {
      try {
        const resumed = last === "" ? {} : { "last-event-id": last };
        const manner = signal ? { signal } : {};
        const { answer } = await ask(name, request, manner, { ...resumed, accept: "text/event-stream" });
        heard?.(true);
        if (answer.body !== null)
          for await (const { id, kind, data } of eventLines(answer.body, last, SILENT_MS)) {
            failures = 0;
            last = id;
            if (data !== "") yield { id, kind, event: JSON.parse(data) };
          }
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ApiError && !mayPass(error)) throw error;
      } finally {
        heard?.(false);
      }
      await pause(Math.random() * Math.min(retries.mostMs, retries.firstMs * 2 ** failures), signal);
    }
  }
  return { call, pages, follow };
}
function repeatedPage(operation, token) {
  const message = `the server returned the page token ${JSON.stringify(token)} twice: is it a registry?`;
  return new ApiError({ message, operation, code: "unknown", status: 200, requestId: null });
}
var SILENT_MS = 45e3;

// src/config/client-directory.ts
import { homedir as homedir2 } from "node:os";
import { join } from "node:path";
function clientDirectory() {
  const root = envPaths("assay", { suffix: "" }).config;
  return {
    root,
    loginsFile: join(root, "logins.json"),
    usualCredentialFile: join(homedir2(), ".config", "hcp", "cred_file.json")
  };
}

// src/cli/client/run-client.ts
init_client_failure();

// src/cli/client/prompt/confirm.ts
import { createInterface } from "node:readline/promises";

// src/cli/client/prompt/prompt.ts
init_client_failure();
async function prompt(terminal, { question, signal, left }) {
  try {
    return (await terminal.question(question, { signal })).trim();
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError" && !signal.aborted)
      throw new ClientFailure("interrupted", left, error);
    throw error;
  } finally {
    terminal.close();
  }
}

// src/cli/client/prompt/confirm.ts
init_client_failure();
init_printable();
async function confirm(question, { yes, signal }) {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw usage(`${question} No terminal to ask on: add --yes. Nothing was changed`);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const left = "not confirmed: nothing was changed";
  const answer = await prompt(terminal, { question: `${printable(question)} [y/N] `, signal, left });
  if (!/^y(?:es)?$/i.test(answer)) throw refused(left);
}

// src/cli/client/explain-failure.ts
init_client_failure();

// src/cli/client/server/trust.ts
init_client_failure();
import { readFile as readFile3 } from "node:fs/promises";
import { getCACertificates } from "node:tls";

// src/cli/client/server/quick-fetch.ts
import { once } from "node:events";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";

// src/cli/client/server/agents.ts
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { createSecureContext } from "node:tls";
var OWN = ["localhost", "127.0.0.1", "[::1]", "169.254.169.254", "169.254.170.2"];
function agentsFor(authorities, variables) {
  const proxyEnv = proxiesIn(variables);
  const secureContext = authorities && createSecureContext({ ca: [...authorities] });
  const manner = { keepAlive: true, ...proxyEnv && { proxyEnv } };
  return {
    plain: proxyEnv ? new PlainAgent(manner) : void 0,
    secure: proxyEnv || secureContext ? new SecureAgent({ ...manner, ...secureContext && { secureContext } }) : void 0
  };
}
function proxiesIn(variables) {
  const said = (name) => variables[name.toLowerCase()] || variables[name];
  const [secure, plain2] = [said("HTTPS_PROXY"), said("HTTP_PROXY")];
  if (!secure && !plain2) return null;
  const without = [said("NO_PROXY") ?? [], OWN].flat().join(",");
  return { ...secure && { HTTPS_PROXY: secure }, ...plain2 && { HTTP_PROXY: plain2 }, NO_PROXY: without };
}

// src/cli/client/server/quick-fetch.ts
var UNZIPPED = /* @__PURE__ */ new Map([
  ["gzip", "createGunzip"],
  ["br", "createBrotliDecompress"]
]);
var USUAL = { connecting: 1e4, silence: 3e5 };
var quickFetchBelieving = (authorities) => quickFetchBy(agentsFor(authorities, processVariables()), USUAL);
function quickFetchBy({ plain: plain2, secure }, patience) {
  return async (address, init = {}) => {
    const { method = "GET", body, signal, redirect } = init;
    signal?.throwIfAborted();
    const url = new URL(address);
    const length = body === void 0 ? {} : { "content-length": String(Buffer.byteLength(body)) };
    const headers = { "accept-encoding": "gzip, br", ...init.headers, ...length };
    const isPlain = url.protocol === "http:";
    const options = { method, headers, agent: isPlain ? plain2 : secure, ...signal && { signal } };
    const asked = isPlain ? plainRequest(url, options) : secureRequest(url, options);
    asked.on("error", () => void 0);
    limit(asked, patience);
    const [message] = await once(asked.end(body), "response");
    const { statusCode: status = 0 } = message;
    if (status >= 300 && status < 400 && status !== 304 && redirect !== "manual") {
      message.destroy();
      throw new Error(`${url.origin} answers with a redirect (${status}), which is not followed`);
    }
    return answerOf(message, status);
  };
}
var quickFetch = quickFetchBelieving(null);
function limit(asked, { connecting, silence: silence2 }) {
  const giveUp = () => asked.destroy(Object.assign(new Error("no answer came in time"), { code: "ETIMEDOUT" }));
  asked.setTimeout(silence2, giveUp);
  const timer = setTimeout(giveUp, connecting);
  const isConnected = () => {
    clearTimeout(timer);
  };
  asked.once("close", isConnected);
  asked.once("socket", (socket) => {
    if (socket.connecting) socket.once("encrypted" in socket ? "secureConnect" : "connect", isConnected);
    else isConnected();
  });
}
function answerOf(message, status) {
  let isRead = false;
  const stream = async () => {
    if (isRead) throw new Error("the body of an answer is read once");
    isRead = true;
    const how = UNZIPPED.get(message.headers["content-encoding"] ?? "");
    if (how === void 0) return message;
    const [zlib, { pipeline }] = await Promise.all([import("node:zlib"), import("node:stream")]);
    return pipeline(message, zlib[how](), () => void 0);
  };
  const bytes = async () => {
    const chunks = [];
    for await (const chunk of await stream()) chunks.push(chunk);
    return Buffer.concat(chunks);
  };
  const text = async () => (await bytes()).toString("utf8");
  return {
    status,
    ok: status >= 200 && status < 300,
    headers: { get: (name) => [message.headers[name.toLowerCase()] ?? []].flat().join(", ") || null },
    text,
    json: async () => JSON.parse(await text()),
    arrayBuffer: async () => new Uint8Array(await bytes()).buffer,
    get body() {
      return asWebStream(message, stream);
    }
  };
}
function asWebStream(message, stream) {
  let chunks;
  return new ReadableStream({
    async pull(controller) {
      chunks ??= (await stream())[Symbol.asyncIterator]();
      const next = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel() {
      message.destroy();
    }
  });
}

// src/cli/client/server/trust.ts
var CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;
async function readAuthorities(file, namedBy) {
  const text = await readFile3(file, "utf8").catch((cause) => {
    throw new ClientFailure("usage", `${namedBy} names ${file}, which cannot be read: name another file`, cause);
  });
  if (!hasCertificate(text))
    throw new ClientFailure("usage", `${namedBy} names ${file}, which has no certificate (PEM)`);
  return text;
}
var fetchTrusting = (pem) => quickFetchBelieving(certificatesIn(pem));
var certificatesIn = (pem) => pem.match(CERTIFICATE) ?? [];
var hasCertificate = (text) => certificatesIn(text).length > 0;
var UNVOUCHED = [
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
];
var isUnvouched = (error) => error instanceof Error && (UNVOUCHED.includes(error.code) || isUnvouched(error.cause));
function fetchTrustingMachine(beside = "") {
  const named = certificatesIn(beside);
  const withDefault = (more) => [...getCACertificates("default"), ...more];
  const first = quickFetchBelieving(named.length === 0 ? null : withDefault(named));
  let withMachine = null;
  return async (input, init) => {
    if (withMachine !== null) return withMachine(input, init);
    try {
      return await first(input, init);
    } catch (error) {
      if (!isUnvouched(error)) throw error;
      withMachine ??= quickFetchBelieving(withDefault([...getCACertificates("system"), ...named]));
      return withMachine(input, init);
    }
  };
}

// src/cli/client/explain-failure.ts
var OF_A_TERMINAL = {
  address: "check HCP_API_ADDRESS, or the address of assay login",
  authority: "name its file in SSL_CERT_FILE, or log in with assay login --ca FILE",
  credentials: "log in again with assay login, or set another HCP_CLIENT_ID and HCP_CLIENT_SECRET",
  permission: "assay whoami shows who that is"
};
var askings = /* @__PURE__ */ new WeakMap();
function explainFailure(error, asking) {
  return explained(error, error instanceof Error ? askings.get(error) ?? asking : asking);
}
function explained(error, asking) {
  if (error instanceof ClientFailure) return { exit: error.exit, message: error.message };
  if (error instanceof ApiError) return apiFailure(error, asking);
  if (error instanceof ParameterError) return { exit: "usage", message: unnamed(error) };
  if (error instanceof UnreachableError) return { exit: "unreachable", message: unreachable(error, asking) };
  return { exit: "failed", message: error instanceof Error ? error.message || error.name : String(error) };
}
function unnamed({ parameter, value }) {
  const noun = parameter.replace(/^.*\./, "").replace(/_(?:name|id)$/, "").replaceAll("_", " ");
  return value === "" ? `the ${noun} is empty: name one, or set the variable that it comes from` : `the ${noun} cannot be ${JSON.stringify(value)}: use its name`;
}
var exits = {
  unauthenticated: "unauthenticated",
  permission_denied: "notPermitted",
  not_found: "notFound",
  already_exists: "refused",
  failed_precondition: "refused",
  aborted: "refused",
  invalid_argument: "usage",
  out_of_range: "refused",
  unavailable: "unreachable",
  deadline_exceeded: "unreachable",
  resource_exhausted: "unreachable"
};
var GIVES_TOKENS = /^POST .*(?:oauth2\/token|exchange-token)$/;
var REFUSED = [400, 401, 403];
var OF_STOCK_CLIENTS = /: check HCP_CLIENT_ID and HCP_CLIENT_SECRET$/;
function apiFailure({ code, status, message, operation, requestId }, { credentialsFrom, remedies = OF_A_TERMINAL }) {
  const shown2 = credentialsFrom ?? "the credential that was sent";
  if (GIVES_TOKENS.test(operation) && REFUSED.includes(status))
    return {
      exit: "unauthenticated",
      message: `${shown2} is not accepted: ${message.replace(OF_STOCK_CLIENTS, "")} (${remedies.credentials})`
    };
  const exit = exits[code] ?? "failed";
  const byId = exit === "failed" && requestId !== null ? ` (request ${requestId} in the log of the server)` : "";
  return { exit, message: `${message}${hints[exit]?.(shown2, remedies) ?? ""}${byId}` };
}
var hints = {
  unauthenticated: (shown2, { credentials }) => `: ${shown2} is no longer valid: ${credentials}`,
  notPermitted: (shown2, { permission }) => ` (called with ${shown2}; ${permission})`
};
var causes = {
  EAI_AGAIN: "no name server answers: check the network",
  ECONNREFUSED: "nothing listens there: check that the server runs, and its port",
  ECONNRESET: "the connection was closed: check that the server speaks TLS on that port",
  ETIMEDOUT: "no answer came in time: check the network, or a firewall in between",
  CERT_HAS_EXPIRED: "its certificate has expired: renew it, or correct the clock of this machine",
  CERT_NOT_YET_VALID: "its certificate is not valid yet: correct the clock of this machine",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name: use a name that is in the certificate",
  ERR_SSL_WRONG_VERSION_NUMBER: "it does not speak TLS on that port: check the port"
};
function unreachable(error, { remedies = OF_A_TERMINAL }) {
  if (isUnvouched(error)) return `${error.message}: its certificate is signed by an unknown CA: ${remedies.authority}`;
  const code = codeOf2(error);
  if (code === "ENOTFOUND") return `${error.message}: its host name cannot be resolved: ${remedies.address}`;
  const cause = code === null ? void 0 : causes[code];
  return `${error.message}: ${cause ?? deepest(error)}`;
}
function codeOf2(error) {
  if (!(error instanceof Error)) return null;
  const below = error instanceof AggregateError ? error.errors.at(-1) : error.cause;
  return codeOf2(below) ?? error.code ?? null;
}
function deepest(error) {
  return error.cause instanceof Error ? deepest(error.cause) : error.message;
}

// src/cli/client/run-client.ts
init_printable();

// src/cli/watch-answer.ts
function watchAnswer(onEnough) {
  const unwritten = [];
  const notice = (error) => {
    if (error.code === "EPIPE") onEnough();
    else unwritten.push(error);
  };
  process.stdout.on("error", notice);
  return {
    settled: async () => {
      await new Promise((resolve2) => {
        process.stdout.write("", () => {
          resolve2();
        });
      });
      const [failure] = unwritten;
      return failure === void 0 ? null : `the output cannot be written: ${failure.message}`;
    },
    stop: () => {
      process.stdout.off("error", notice);
    }
  };
}

// src/cli/client/server/find-location.ts
init_client_failure();
var SeveralFound = class extends ClientFailure {
  constructor(message) {
    super("usage", message);
  }
};
async function findLocation(client, known) {
  const organizationId = known.organizationId ?? await onlyOrganization(client);
  return { organizationId, projectId: known.projectId ?? await onlyProject(client, organizationId) };
}
async function onlyOrganization(client) {
  const pages = await Array.fromAsync(client.pages("OrganizationService_List", {}));
  const organizations = pages.flatMap((page) => page.organizations);
  return only("organization", "HCP_ORGANIZATION_ID", organizations);
}
async function onlyProject(client, organizationId) {
  const query = { "scope.type": "ORGANIZATION", "scope.id": organizationId };
  const pages = await Array.fromAsync(client.pages("ProjectService_List", { query }));
  const projects = pages.flatMap((page) => page.projects);
  return only("project", "--project or HCP_PROJECT_ID", projects);
}
function only(noun, saidBy, found) {
  const [first, ...others] = found;
  if (first === void 0)
    throw usage(`these credentials have no access to any ${noun}: ask whoever issued them for a role in one`);
  if (others.length === 0) return first.id;
  const ids = found.map(({ id, name }) => `${id} (${name})`).join(", ");
  throw new SeveralFound(`there are several ${noun}s: set ${saidBy} to the id of one: ${ids}`);
}

// src/cli/client/server/find-server.ts
import { readFile as readFile7 } from "node:fs/promises";

// src/client/browser-login.ts
var browserLogin = (login, { kept, keep, ...endpoint }) => {
  let current = login;
  return tokenAccess(async () => {
    const known = await kept() ?? current;
    const isAnother = known.accessToken !== current.accessToken;
    current = known;
    if (isAnother && Date.now() < known.until) return tokenOf(known);
    const { clientId, refreshToken } = known;
    const fields = { grant_type: "refresh_token", client_id: clientId, refresh_token: refreshToken };
    const granted = await askForLogin(endpoint, fields);
    current = loginOf(clientId, granted, granted.refresh_token ?? refreshToken);
    await keep(current, known);
    return tokenOf(current);
  }, tokenOf(login));
};
var tokenOf = ({ accessToken: token, until }) => ({ token, until });
function askForLogin(endpoint, fields) {
  const body = new URLSearchParams(fields).toString();
  return askToken(endpoint, { path: "/oauth2/token", headers: BY_FORM, body, repeatable: false });
}
function loginOf(clientId, granted, refreshToken) {
  const { token: accessToken, until } = timedToken(granted);
  return { clientId, accessToken, until, refreshToken };
}

// src/machine/if-there.ts
async function ifThere(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

// src/cli/client/server/find-server.ts
init_client_failure();

// src/cli/client/server/credential-text.ts
import { readFile as readFile4 } from "node:fs/promises";

// src/machine/keep-private.ts
import { constants as constants2 } from "node:fs";
import { lstat, open, realpath, stat } from "node:fs/promises";
var isOpenToOthers = (mode) => process.platform !== "win32" && (mode & 63) !== 0;
async function keepPrivate(path3) {
  if (process.platform === "win32") return false;
  const found = await lstat(path3);
  const isLink = found.isSymbolicLink();
  if (!isLink && !isOpenToOthers(found.mode)) return false;
  const target = isLink ? await realpath(path3) : path3;
  const handle = await open(target, constants2.O_RDONLY | constants2.O_NOFOLLOW);
  try {
    const status = await handle.stat();
    if (!isOpenToOthers(status.mode)) return false;
    const mode = status.isDirectory() ? 448 : 384;
    if (isLink) throw openToOthers(target, mode, `${path3} is a link to it`);
    try {
      await handle.chmod(mode);
    } catch (error) {
      throw openToOthers(target, mode, reasonOf(error));
    }
    if (isOpenToOthers((await handle.stat()).mode)) throw openToOthers(target, mode, "its file system keeps none");
    return true;
  } finally {
    await handle.close();
  }
}
var openToOthers = (path3, mode, why) => failedPrecondition(
  `other users of this machine can open ${path3}, which holds secrets, and assay cannot change its permissions (${why}): chmod ${mode.toString(8)} it, as its owner`
);
var UNSAFE = 23;
async function secretWarning(what, file) {
  if (process.platform === "win32") return null;
  const { mode } = await stat(file);
  if ((mode & UNSAFE) === 0) return null;
  return `other users of this machine can open the ${what} ${file}: chmod 600 it, or 640 for a group that may read it`;
}
var closedNow = (path3) => `other users of this machine could open ${path3} until now: whoever has read the keys and secrets in it can still use them`;

// src/cli/client/server/credential-text.ts
init_printable();
var WITH_KEY = /"client_secret"/;
async function credentialText(path3) {
  const text = await readFile4(path3, "utf8");
  const warning = WITH_KEY.test(text) ? await secretWarning("credential file", path3) : null;
  if (warning !== null) process.stderr.write(`assay: ${printable(warning)}
`);
  return text;
}

// src/cli/client/server/logins.ts
import { chmod, mkdir, readFile as readFile6, rm as rm3 } from "node:fs/promises";

// src/machine/with-file-lock.ts
import { randomUUID } from "node:crypto";
import { link, open as open2, readFile as readFile5, rename, rm } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";
var PATIENCE_MS2 = 1e4;
var POLLED_EVERY_MS = 20;
async function withFileLock(file, work, signal) {
  const lock = `${file}.lock`;
  const own = randomUUID();
  await acquire(lock, own, signal);
  try {
    return await work(async () => await textOf2(lock) === own);
  } finally {
    await removeOnly(lock, own);
  }
}
async function acquire(lock, own, signal) {
  let seen = null;
  let since = 0;
  while (!await isCreated(lock, own)) {
    const other = await textOf2(lock);
    if (other === null || other !== seen) {
      seen = other;
      since = performance.now();
    } else if (performance.now() - since > PATIENCE_MS2) await removeOnly(lock, other);
    await delay(POLLED_EVERY_MS * (0.5 + Math.random()), void 0, { signal });
  }
}
var textOf2 = (lock) => ifThere(readFile5(lock, "utf8"));
async function removeOnly(lock, text) {
  if (await textOf2(lock) !== text) return;
  const aside = `${lock}.${randomUUID()}`;
  await ifThere(rename(lock, aside));
  const taken = await textOf2(aside);
  if (taken !== null && taken !== text) await link(aside, lock).catch(() => void 0);
  await rm(aside, { force: true });
}
async function isCreated(lock, own) {
  const handle = await open2(lock, "wx", 384).catch((error) => {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return null;
    throw error;
  });
  if (handle === null) return false;
  try {
    await handle.writeFile(own).finally(() => handle.close());
    return true;
  } catch (error) {
    await rm(lock, { force: true });
    throw error;
  }
}

// src/machine/write-file.ts
import { randomBytes } from "node:crypto";
import { link as link2, open as open3, readdir, rename as rename2, rm as rm2 } from "node:fs/promises";
import { dirname, join as join2 } from "node:path";
async function replaceFileIf(isWanted, file, text, mode) {
  let was = false;
  await throughTemporary(file, text, mode, async (temporary) => {
    was = await isWanted();
    if (was) await rename2(temporary, file);
  });
  return was;
}
async function throughTemporary(file, text, mode, place2) {
  const temporary = `${file}.${process.pid}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    const handle = await open3(temporary, "wx", mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await place2(temporary);
    await syncFolder(dirname(file));
  } finally {
    await rm2(temporary, { force: true });
  }
}
async function syncFolder(folder) {
  if (process.platform === "win32") return;
  const handle = await open3(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

// src/cli/client/server/logins.ts
init_client_failure();
var NONE = { current: null, byUrl: {} };
async function readLogins({ loginsFile }) {
  const text = await ifThere(readFile6(loginsFile, "utf8"));
  if (text === null) return NONE;
  try {
    const { current = null, byUrl = {} } = JSON.parse(text);
    return { current, byUrl };
  } catch (cause) {
    throw new ClientFailure("failed", `${loginsFile} is not JSON: remove it, and log in again with assay login`, cause);
  }
}
async function makeRoom({ root }) {
  try {
    await mkdir(root, { recursive: true, mode: 448 });
    await chmod(root, 448);
  } catch (cause) {
    throw new ClientFailure(
      "failed",
      `logins are stored in ${root}, which this user cannot write (${reasonOf(cause)}): set HOME or XDG_CONFIG_HOME to a folder that it can write, or use HCP_CLIENT_ID and HCP_CLIENT_SECRET instead`,
      cause
    );
  }
}
async function closeLogins({ loginsFile }) {
  if (await ifThere(keepPrivate(loginsFile))) process.stderr.write(`assay: ${closedNow(loginsFile)}
`);
}
async function changeLogins(directory, change, signal) {
  const { loginsFile } = directory;
  await makeRoom(directory);
  const isDone = async (isStillHeld) => {
    await closeLogins(directory);
    const next = change(await readLogins(directory));
    if (next === null) return true;
    if (Object.keys(next.byUrl).length > 0)
      return replaceFileIf(isStillHeld, loginsFile, `${JSON.stringify(next, null, 2)}
`, 384);
    if (!await isStillHeld()) return false;
    await rm3(loginsFile, { force: true });
    return true;
  };
  while (!await withFileLock(loginsFile, isDone, signal)) ;
}
async function replaceLogin(directory, { apiUrl, shown: shown2, next }) {
  await changeLogins(directory, ({ current, byUrl }) => {
    const kept = byUrl[apiUrl];
    if (kept?.credentials.kind !== "browser" || kept.credentials.refreshToken !== shown2.refreshToken) return null;
    const login = { ...kept, credentials: { kind: "browser", ...next } };
    return { current, byUrl: { ...byUrl, [apiUrl]: login } };
  });
}

// src/cli/client/server/find-server.ts
async function findServer(whereabouts) {
  try {
    return await find(whereabouts);
  } catch (error) {
    throw usageIn(error);
  }
}
async function find({ variables, directory, trust: said }) {
  const logins = await readLogins(directory);
  const { address, login } = findAddress(variables, logins);
  const trust = said ?? await findTrust(variables, login);
  const { access, from } = await findCredentials({ variables, directory }, { address, login, fetch: trust.fetch });
  const { organizationId, projectId } = login ?? {};
  const stored3 = { ...organizationId && { organizationId }, ...projectId && { projectId } };
  return {
    ...address,
    access,
    location: { ...stored3, ...locationIn(variables) },
    fetch: trust.fetch,
    credentialsFrom: from,
    trustFrom: trust.from
  };
}
function findAddress(variables, { current, byUrl }) {
  const named = serverIn(variables);
  if (named !== null) return { address: named, login: byUrl[named.apiUrl] ?? null };
  const login = current === null ? void 0 : byUrl[current];
  if (keyIn(variables) !== null || variables["HCP_CRED_FILE"])
    throw new ClientFailure(
      "usage",
      "the environment has credentials, but not the server that they are for: set HCP_API_ADDRESS to its host and port"
    );
  if (login === void 0)
    throw new ClientFailure(
      "unauthenticated",
      "not logged in: run assay login https://HOST[:PORT], or set HCP_API_ADDRESS, HCP_CLIENT_ID and HCP_CLIENT_SECRET"
    );
  return { address: login, login };
}
async function findTrust(variables, login) {
  const file = variables["SSL_CERT_FILE"];
  if (!file || serverIn(variables) === null) return trustOfLogin(login?.authorities ?? null, variables);
  return { from: `SSL_CERT_FILE (${file})`, fetch: fetchTrusting(await readAuthorities(file, "SSL_CERT_FILE")) };
}
async function trustOfLogin(kept, { SSL_CERT_FILE: file }) {
  const own = file ? await readAuthorities(file, "SSL_CERT_FILE") : "";
  const [by, fetch2] = kept === null ? ["the CAs of this machine", fetchTrustingMachine(own)] : ["the CA stored by assay login", fetchTrusting(`${kept}
${own}`)];
  return { from: file ? `${by}, and SSL_CERT_FILE (${file})` : by, fetch: fetch2 };
}
async function findCredentials({ variables, directory }, { address, login, fetch: fetch2 }) {
  const endpoint = { ...address, variables, readFile: readText, fetch: fetch2 };
  const key = keyIn(variables);
  if (key !== null) return { access: servicePrincipalKey(key, endpoint), from: "the key in HCP_CLIENT_ID" };
  const named = variables["HCP_CRED_FILE"];
  if (named) return inFile(named, "HCP_CRED_FILE", endpoint);
  if (login !== null) return stored2(login, { variables, directory }, fetch2);
  const usual = directory.usualCredentialFile;
  const text = await ifThere(credentialText(usual));
  if (text !== null) return { access: credentialFileAccess(text, endpoint), from: usual };
  throw new ClientFailure(
    "unauthenticated",
    `no credentials for ${address.apiUrl}: run assay login ${address.apiUrl}, or set HCP_CLIENT_ID and HCP_CLIENT_SECRET, or HCP_CRED_FILE`
  );
}
var readText = (path3) => readFile7(path3, "utf8");
async function inFile(path3, namedBy, endpoint) {
  const text = await credentialText(path3).catch((cause) => {
    throw new ClientFailure("usage", `${namedBy} names ${path3}, which cannot be read: name another file`, cause);
  });
  return { access: credentialFileAccess(text, endpoint), from: `${path3}, named by ${namedBy}` };
}
async function stored2(login, { variables, directory }, fetch2) {
  await closeLogins(directory);
  const { apiUrl, authUrl, credentials } = login;
  const endpoint = { apiUrl, authUrl, variables, readFile: readText, fetch: fetch2 };
  switch (credentials.kind) {
    case "key":
      return { access: servicePrincipalKey(credentials, endpoint), from: "the key stored by assay login" };
    case "file":
      return inFile(credentials.path, "assay login", endpoint);
    case "browser": {
      const access = browserLogin(credentials, {
        ...endpoint,
        async kept() {
          const kept = (await readLogins(directory)).byUrl[apiUrl];
          if (kept === void 0 || !isOfSame(login, kept)) return null;
          return kept.credentials.kind === "browser" ? kept.credentials : null;
        },
        keep: (next, shown2) => replaceLogin(directory, { apiUrl, shown: shown2, next })
      });
      return { access, from: "the browser login stored by assay login" };
    }
  }
}
var isOfSame = ({ principalId = "" }, other) => principalId !== "" && principalId === other.principalId;

// src/cli/client/run-client.ts
async function failureOf(work, asking) {
  const interrupted = new AbortController();
  const interrupt = () => {
    if (interrupted.signal.aborted) process.exit(exitCodes.interrupted);
    interrupted.abort(new ClientFailure("interrupted", "interrupted: the server may still finish what it had begun"));
  };
  process.on("SIGINT", interrupt);
  const answer = watchAnswer(() => process.exit(exitCodes.done));
  try {
    await work(interrupted.signal);
    const unwritten = await answer.settled();
    if (unwritten !== null) throw new ClientFailure("failed", unwritten);
    return null;
  } catch (error) {
    const cause = interrupted.signal.aborted ? interrupted.signal.reason : error;
    return explainFailure(cause, asking());
  } finally {
    process.off("SIGINT", interrupt);
    answer.stop();
  }
}
async function contextOf(server, { organization, project, yes = false }, { output, signal }) {
  const { apiUrl, access, fetch: fetch2 } = server;
  const said = {
    ...server.location,
    ...organization !== void 0 && { organizationId: organization },
    ...project !== void 0 && { projectId: project }
  };
  const parts = { api: currentApi, apiUrl, access, fetch: fetch2 };
  const { organizationId, projectId } = said;
  const location = organizationId !== void 0 && projectId !== void 0 ? { organizationId, projectId } : await findLocation(calledOff(createClient(parts), signal), said);
  return {
    client: calledOff(createClient({ ...parts, location }), signal),
    output,
    confirm: (question) => confirm(question, { yes, signal }),
    signal,
    server,
    location,
    now: Date.now()
  };
}
function calledOff({ call, pages, follow }, signal) {
  return {
    call: (name, request, manner) => call(name, request, { signal, ...manner }),
    pages: (name, request, manner) => pages(name, request, { signal, ...manner }),
    follow: (name, request, following) => follow(name, request, { signal, ...following })
  };
}

// src/cli/client/action/action-command.ts
init_client_failure();

// src/cli/client/action/action-inputs.ts
init_client_failure();
var PREFIX = "INPUT_";
var readInputs = (variables) => Object.fromEntries(
  Object.entries(variables).flatMap(([name, value = ""]) => {
    const text = value.trim();
    return name.startsWith(PREFIX) && text !== "" ? [[name.slice(PREFIX.length).toLowerCase(), text]] : [];
  })
);
var linesIn = (text) => text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
var switches = new Map(Object.entries({ true: true, false: false }));
function switchIn(name, text) {
  const value = switches.get(text.toLowerCase());
  if (value === void 0) throw usage(`the input ${name} is ${JSON.stringify(text)}: use true or false`);
  return value;
}

// src/cli/client/action/action-command.ts
var none = { bucket: "", version: "", fingerprint: "", status: "", channel: "", artifact: "" };
function versionOutputs(version) {
  if (version === null) return none;
  const { bucket_name: bucket, name, fingerprint, status, builds } = version;
  const [only2, ...others] = builds.flatMap(({ artifacts }) => artifacts);
  const artifact = others.length === 0 ? only2?.external_identifier ?? "" : "";
  return { ...none, bucket, version: name, fingerprint, status, artifact };
}
var place = { platform: "text", region: "text" };
var promote2 = {
  words: ["channel", "promote"],
  needs: ["bucket", "from", "to"],
  subject: ({ bucket = "" }) => bucket,
  takes: { from: "text", to: "text", wait: "switch", timeout: "text" },
  outputs: (answer) => {
    const { name, version } = answer;
    return { ...versionOutputs(version), channel: name };
  }
};
var revoke = {
  words: ["version", "revoke", "--yes"],
  needs: ["bucket", "version"],
  subject: ({ bucket = "", version = "" }) => `${bucket}@${version}`,
  takes: { message: "text", in: "text", at: "text", "keep-channels": "switch", "keep-descendants": "switch" },
  outputs: (answer) => versionOutputs(answer)
};
var findInChannel = {
  words: ["artifact", "url"],
  needs: ["bucket", "channel"],
  subject: ({ bucket = "", channel = "" }) => `${bucket}@${channel}`,
  takes: { ...place, component: ["text", "component-type"], "even-revoked": "switch" },
  outputs: (answer) => {
    const { bucket, version, fingerprint, status, channel, identifier } = answer;
    return { bucket, version, fingerprint, status, channel, artifact: identifier };
  }
};
function mostUsable(found) {
  const valid = found.find(({ version }) => version !== null && isValid(version));
  const unrevoked = found.find(({ version }) => version?.status !== "VERSION_REVOKED");
  return valid ?? unrevoked ?? found[0] ?? { bucket: null, version: null };
}
var findById = {
  words: ["artifact", "find"],
  needs: ["id"],
  subject: ({ id = "" }) => id,
  takes: { ...place, "even-revoked": ["switch", null] },
  outputs: (answer, inputs) => {
    const { id = "", "even-revoked": evenRevoked = "false" } = inputs;
    const { bucket, version } = mostUsable(answer);
    const { name = "", fingerprint = "", status = "" } = version ?? {};
    if (status === "VERSION_REVOKED" && !switchIn("even-revoked", evenRevoked))
      throw refused(
        `the image ${JSON.stringify(id)} belongs to ${bucket?.name ?? ""}@${name}, which is revoked: use another image, or set even-revoked: true`
      );
    return { ...none, bucket: bucket?.name ?? "", version: name, fingerprint, status, artifact: id };
  }
};
var publish2 = {
  words: ["publish"],
  needs: ["bucket"],
  subject: () => null,
  takes: {
    bucket: "text",
    ...{ manifest: "text", osbuild: "lines", "image-builder": "text", oci: "text", "oci-index": "text" },
    ...{ artifact: "lines", ...place, component: "text", fingerprint: "text", parent: "text" },
    ...{ label: "lines", sbom: "lines", channel: "lines", git: "switch", ci: "switch" }
  },
  outputs: (answer, { channel = "" }) => ({
    ...versionOutputs(answer),
    channel: linesIn(channel).join("\n")
  })
};
var commands = { promote: promote2, revoke, find: findInChannel, publish: publish2 };
var ofAll = ["command", "address", "provider", "audience", "client-id", "client-secret", "ca"];
var places2 = { organization: "text", project: "text" };
function actionCommand(inputs) {
  const { command: name = "", id } = inputs;
  if (!Object.hasOwn(commands, name))
    throw usage(`the input command is ${JSON.stringify(name)}: use one of ${Object.keys(commands).join(", ")}`);
  const command = name === "find" && id !== void 0 ? findById : commands[name];
  const missing2 = command.needs.filter((input) => inputs[input] === void 0);
  if (missing2.length > 0) throw usage(`${name} needs the input ${missing2.join(" and ")}`);
  const known = [...ofAll, ...command.needs, ...Object.keys(places2), ...Object.keys(command.takes)];
  const strange = Object.keys(inputs).filter((input) => !known.includes(input));
  if (strange.length > 0) throw usage(`${name} does not take the input ${strange.join(" and ")}: omit it`);
  return command;
}
function wordsOf({ words: words2, subject, takes }, inputs) {
  const options = Object.entries({ ...takes, ...places2 }).flatMap(([input, taken]) => {
    const text = inputs[input];
    if (text === void 0) return [];
    const [kind, option] = typeof taken === "string" ? [taken, input] : taken;
    if (kind === "switch") return switchIn(input, text) && option !== null ? [`--${option}`] : [];
    return (kind === "lines" ? linesIn(text) : [text]).map((value) => `--${option}=${value}`);
  });
  const said = subject(inputs);
  return [...words2, ...options, ...said === null ? [] : ["--", said]];
}

// src/cli/client/action/action-server.ts
init_client_failure();
async function findActionServer(inputs, variables) {
  const trust = await findTrust2(inputs, variables);
  const { address, provider, "client-id": clientId, "client-secret": clientSecret } = inputs;
  const said = {
    ...variables,
    ...address !== void 0 && { HCP_API_HOST: void 0, HCP_AUTH_URL: void 0, HCP_API_ADDRESS: address },
    ...clientId !== void 0 && { HCP_CLIENT_ID: clientId },
    ...clientSecret !== void 0 && { HCP_CLIENT_SECRET: clientSecret }
  };
  const server = serverOf(said);
  return provider === void 0 ? shownKey(said, trust) : vouchedFor({ provider, audience: inputs["audience"] ?? provider, trust, server }, said);
}
function serverOf(variables) {
  let server;
  try {
    server = serverIn(variables);
  } catch (error) {
    throw usageIn(error);
  }
  if (server === null) throw usage("no server: set the input address, or HCP_API_ADDRESS");
  return server;
}
async function shownKey(variables, trust) {
  const { HCP_CLIENT_ID: clientId, HCP_CLIENT_SECRET: clientSecret } = variables;
  if (Boolean(clientId) !== Boolean(clientSecret))
    throw usage(`the input client-${clientId ? "secret" : "id"} is missing: the id of a key and its secret belong together`);
  try {
    return await findServer({ variables, directory: clientDirectory(), trust });
  } catch (error) {
    if (!(error instanceof ClientFailure && error.exit === "unauthenticated")) throw error;
    const message = "no credentials: set the inputs client-id and client-secret, or provider";
    throw new ClientFailure("unauthenticated", message, error);
  }
}
async function findTrust2({ ca }, { SSL_CERT_FILE: file }) {
  const machine = "the CAs of this machine";
  if (ca === void 0 && !file) return { fetch: fetchTrustingMachine(), from: machine };
  const [named, namedBy] = ca === void 0 ? [file ?? "", "SSL_CERT_FILE"] : [ca, "the input ca"];
  const authorities = hasCertificate(named) ? named : await readAuthorities(named, namedBy);
  return { fetch: fetchTrustingMachine(authorities), from: `${machine} and ${namedBy}` };
}
var PROVIDER = /^iam\/project\/(?<projectId>[^/]+)\/service-principal\/[^/]+\/workload-identity-provider\/[^/]+$/;
function vouchedFor({ provider, audience, trust, server }, variables) {
  const found = PROVIDER.exec(provider);
  if (found === null)
    throw usage(
      `the input provider is ${JSON.stringify(provider)}, not iam/project/ID/service-principal/NAME/workload-identity-provider/NAME`
    );
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = variables;
  if (!url || !token)
    throw new ClientFailure(
      "unauthenticated",
      'GitHub issues no ID token to this job: give the job "permissions: { id-token: write }"'
    );
  const asked = new URL(url);
  asked.searchParams.set("audience", audience);
  const { fetch: fetch2, from: trustFrom } = trust;
  const source = {
    kind: "url",
    url: asked.href,
    headers: { authorization: `bearer ${token}` },
    format_type: "json",
    subject_cred_pointer: "/value"
  };
  const { HCP_ORGANIZATION_ID: organizationId, HCP_PROJECT_ID: projectId = found.groups?.["projectId"] } = variables;
  return {
    ...server,
    access: workloadAccess(
      { providerResourceName: provider, source },
      { apiUrl: server.apiUrl, variables, readFile: readText, fetch: fetch2 }
    ),
    location: { ...organizationId && { organizationId }, ...projectId && { projectId } },
    fetch: fetch2,
    credentialsFrom: `the ID token of this job from GitHub, through ${provider}`,
    trustFrom
  };
}

// src/cli/client/action/runner.ts
init_printable();
import { randomUUID as randomUUID2 } from "node:crypto";
import { appendFile } from "node:fs/promises";
var escaped = (text) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
var write = (line) => process.stdout.write(`${line}
`);
var say = (line) => write(printableLine(line).replace(/^\s*::/, "-::").replaceAll("##[", "##-["));
var asMarkdown = (text) => text.replaceAll(/[\\`*_[\]<!|~]/g, "\\$&");
function runnerOf({ GITHUB_OUTPUT: outputFile, GITHUB_STEP_SUMMARY: summaryFile }) {
  return {
    mask(secret) {
      for (const line of secret.split(/\r?\n/)) if (line !== "") write(`::add-mask::${escaped(line)}`);
    },
    fail(message) {
      write(`::error title=assay::${escaped(printable(message))}`);
    },
    record() {
      let answer = null;
      const changed = async (item, { sentence }) => {
        answer = item;
        say(sentence);
        if (summaryFile) await appendFile(summaryFile, `${asMarkdown(printableLine(sentence))}

`);
      };
      const output = {
        format: "table",
        changed,
        one: (item, { name }) => changed(item, { sentence: name(item), name }),
        list: async (items, { name }) => {
          answer = items;
          for (const item of items) say(name(item));
        },
        note: say
      };
      return { output, answered: () => answer };
    },
    async tell(outputs) {
      const end = `end-${randomUUID2()}`;
      const text = Object.entries(outputs).map(([name, value]) => `${name}<<${end}
${value}
${end}
`);
      if (outputFile) await appendFile(outputFile, text.join(""));
    }
  };
}

// src/cli/client/action/action.ts
var remediesOf = ({ provider }) => ({
  address: "check the input address",
  authority: "pass the CA as the input ca, as PEM or as a file",
  credentials: provider === void 0 ? "check the inputs client-id and client-secret, or provider" : "check the input provider; if it has allowed_audiences, set the input audience to one of them",
  permission: "the credentials need a role that permits it"
});
async function runAction(variables) {
  const runner = runnerOf(variables);
  const inputs = readInputs(variables);
  runner.mask(inputs["client-secret"] ?? "");
  const failure = await failureOf(
    (signal) => run2({ runner, inputs, variables, signal }),
    () => ({ credentialsFrom: "the credential of the step", remedies: remediesOf(inputs) })
  );
  if (failure === null) return exitCodes.done;
  runner.fail(failure.message);
  return exitCodes[failure.exit];
}
async function run2({ runner, inputs, variables, signal }) {
  const command = actionCommand(inputs);
  const words2 = wordsOf(command, inputs);
  const server = await findActionServer(inputs, variables);
  const { output, answered } = runner.record();
  const program2 = declared(async (commandRun, line) => {
    await commandRun(await contextOf(server, line.opts(), { output, signal }), line);
  });
  await program2.parseAsync(words2, { from: "user" });
  await runner.tell(command.outputs(answered(), inputs));
}
function declared(work) {
  const program2 = new Command().exitOverride().configureOutput({ writeErr: () => void 0 });
  const adding = (noun) => (words2, { run: run3, confirmed = false }) => {
    const line = noun.command(words2);
    addSharedOptions(line, confirmed);
    return line.action(() => work(run3, line));
  };
  channelCommands(adding(program2.command("channel")));
  versionCommands(adding(program2.command("version")));
  artifactCommands(adding(program2.command("artifact")));
  const publish3 = program2.command("publish");
  addSharedOptions(publish3, false);
  publishVerb.options?.(publish3);
  publish3.action(() => work(publishVerb.run, publish3));
  return program2;
}

// src/cli/client/action/main.ts
process.exitCode = await runAction(processVariables());
