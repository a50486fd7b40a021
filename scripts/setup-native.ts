/**
 * Builds TensorFlow.js's native engine from source against a current TensorFlow, for training.
 *
 *   npm run setup:native -- [--force] [--tensorflow VERSION] [--gpu]
 *
 * Why: tfjs-node 4.22 is pinned to TensorFlow 2.9.1, and the ready-made download of its addon has
 * been refused to many (tensorflow/tfjs issue 8742). Its C++ source builds unchanged against the C
 * library and headers that a current Python wheel of TensorFlow carries. All of it goes to
 * `.native/`, so that the web app never depends on it and the root's `npm ci` leaves it alone.
 *
 * Needs Linux, Python 3 with pip, g++ and make; about 300 MB of download and 1.3 GB of disk.
 *
 * `--gpu` builds @tensorflow/tfjs-node-gpu on the `tensorflow` wheel instead (about 600 MB). It is
 * kept to the same steps and HAS NOT BEEN RUN by its author. It needs an NVIDIA driver and, at run
 * time, the CUDA and cuDNN libraries of that TensorFlow version on LD_LIBRARY_PATH; `python3 -m pip
 * install 'tensorflow[and-cuda]==VERSION'` puts them in site-packages under nvidia/<name>/lib.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { engineSpeed, loadEngine } from './engine/engine.ts';
import { NATIVE_DIRECTORY, NATIVE_PACKAGES } from './engine/native-packages.ts';

const TFJS_NODE_VERSION = '4.22.0';
const DEFAULT_TENSORFLOW_VERSION = '2.21.0';

/**
 * Current versions of TensorFlow have wheels for this one. The C library inside is the same for
 * all.
 */
const FALLBACK_PYTHON_VERSION = '3.11';

/** The library names that the linker needs, and the files in the wheel's `tensorflow/`. */
const LIBRARIES = {
  'libtensorflow.so': 'libtensorflow_cc.so.2',
  'libtensorflow_framework.so': 'libtensorflow_framework.so.2',
};

/** The folders in the wheel's `tensorflow/include/` that the addon's sources include. */
const HEADER_FOLDERS = ['tensorflow/c', 'tensorflow/core/platform', 'tsl', 'xla/tsl'];

/** Ends the script with one sentence instead of a stack trace. */
class SetupError extends Error {}

interface Options {
  engine: 'node' | 'node-gpu';
  force: boolean;
  /** The requested version; without it, an installed engine of any version is kept. */
  tensorflow?: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      check: { type: 'boolean', default: false },
      force: { type: 'boolean', default: false },
      gpu: { type: 'boolean', default: false },
      tensorflow: { type: 'string' },
    },
  });
  const engine = values.gpu ? 'node-gpu' : 'node';
  if (values.check) await checkEngine(engine, values.tensorflow);
  else setUp({ engine, force: values.force, tensorflow: values.tensorflow });
}

function setUp(options: Options): void {
  if (!options.force && alreadyWorks(options)) {
    console.log('The native engine is set up and works; --force builds it again.');
    return;
  }
  const version = options.tensorflow ?? DEFAULT_TENSORFLOW_VERSION;
  const python = checkPrerequisites();
  const wheelName = options.engine === 'node-gpu' ? 'tensorflow' : 'tensorflow-cpu';
  // On the file system of the destination, so that the large library is moved instead of copied.
  const scratch = join(NATIVE_DIRECTORY, 'download');
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  try {
    // Downloaded first: a failed download leaves a working engine unchanged.
    const wheel = downloadWheel(python, `${wheelName}==${version}`, scratch);
    extractMembers(python, wheel, scratch);
    const packageDirectory = installPackage(options.engine);
    placeTensorFlow(join(scratch, 'tensorflow'), join(packageDirectory, 'deps'));
    buildAddon(packageDirectory);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  console.log('Checking it');
  const check = runCheck({ ...options, tensorflow: version }, 'inherit');
  if (check.status !== 0) throw new SetupError('The addon was built, but its check failed.');
}

function alreadyWorks(options: Options): boolean {
  const installed = join(NATIVE_DIRECTORY, 'node_modules', NATIVE_PACKAGES[options.engine]);
  if (!existsSync(installed)) return false;
  const check = runCheck(options, 'pipe');
  if (check.status === 0) process.stdout.write(check.stdout);
  return check.status === 0;
}

/** In its own process, because a broken addon can crash the process. */
function runCheck(options: Options, stdio: 'inherit' | 'pipe'): SpawnSyncReturns<string> {
  const flags = ['--check', ...(options.engine === 'node-gpu' ? ['--gpu'] : [])];
  if (options.tensorflow) flags.push('--tensorflow', options.tensorflow);
  // execArgv contains the loader for TypeScript.
  return spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), ...flags],
    { stdio, encoding: 'utf8' },
  );
}

/** @returns the command that starts Python 3 */
function checkPrerequisites(): string {
  if (process.platform !== 'linux') {
    throw new SetupError(
      `The native engine builds on Linux only, not on ${process.platform}: ` +
        'train with the wasm engine, or inside WSL or a container.',
    );
  }
  if (!works('npm', ['--version'])) throw new SetupError('npm is missing: install it with Node.');
  const python = ['python3', 'python'].find((name) =>
    works(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 8))']),
  );
  if (!python) throw new SetupError('Python 3.8 or later is missing: install python3.');
  if (!works(python, ['-m', 'pip', '--version'])) {
    throw new SetupError('pip is missing: install python3-pip.');
  }
  const compiler = process.env.CXX ?? 'g++';
  if (!works(compiler, ['--version'])) throw new SetupError(`${compiler} is missing: install g++.`);
  if (!works('make', ['--version'])) throw new SetupError('make is missing: install it.');
  return python;
}

function downloadWheel(python: string, requirement: string, directory: string): string {
  const download = ['-m', 'pip', 'download', '--no-deps', '--dest', directory, requirement];
  try {
    run(`Downloading ${requirement} (hundreds of MB)`, python, download, directory);
  } catch {
    // This version of Python may have no wheel.
    const other = ['--only-binary=:all:', '--python-version', FALLBACK_PYTHON_VERSION];
    const message = `Downloading ${requirement} for Python ${FALLBACK_PYTHON_VERSION} instead`;
    run(message, python, [...download, ...other], directory);
  }
  const wheel = readdirSync(directory).find((name) => name.endsWith('.whl'));
  if (!wheel) throw new SetupError(`pip downloaded no wheel for ${requirement}.`);
  return join(directory, wheel);
}

/** Extracts only the files for the build: a whole wheel takes over one gigabyte. */
function extractMembers(python: string, wheel: string, directory: string): void {
  const code = [
    'import sys, zipfile',
    'wheel = zipfile.ZipFile(sys.argv[1])',
    'wanted = tuple(sys.argv[3:])',
    'wheel.extractall(sys.argv[2], [n for n in wheel.namelist() if n.startswith(wanted)])',
  ].join('\n');
  const members = [
    ...Object.values(LIBRARIES).map((file) => `tensorflow/${file}`),
    ...HEADER_FOLDERS.map((folder) => `tensorflow/include/${folder}/`),
  ];
  run('Extracting', python, ['-c', code, wheel, directory, ...members], directory);
}

/** @returns the folder of the installed package, without its addon */
function installPackage(engine: Options['engine']): string {
  const packageName = NATIVE_PACKAGES[engine];
  const packageDirectory = join(NATIVE_DIRECTORY, 'node_modules', packageName);
  rmSync(packageDirectory, { recursive: true, force: true });
  const manifest = join(NATIVE_DIRECTORY, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true }\n');

  const specifier = `${packageName}@${TFJS_NODE_VERSION}`;
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock'];
  run(`Installing ${specifier}`, 'npm', ['install', ...flags, specifier], NATIVE_DIRECTORY);
  removeTensorFlowJsCopies();
  return packageDirectory;
}

/**
 * Removes the copies of `@tensorflow/tfjs*`, so that Node finds the project's own one folder above.
 * Engine and scripts then share one tfjs-core in every version of the project.
 */
function removeTensorFlowJsCopies(): void {
  const scope = join(NATIVE_DIRECTORY, 'node_modules', '@tensorflow');
  const engines = Object.values(NATIVE_PACKAGES);
  for (const name of readdirSync(scope)) {
    if (!engines.includes(`@tensorflow/${name}`)) {
      rmSync(join(scope, name), { recursive: true });
    }
  }
}

/** Copies libraries and headers to the places in the addon's `binding.gyp`. */
function placeTensorFlow(extracted: string, deps: string): void {
  mkdirSync(join(deps, 'lib'), { recursive: true });
  renameSync(join(extracted, 'include'), join(deps, 'include'));
  for (const [linkName, file] of Object.entries(LIBRARIES)) {
    const source = join(extracted, file);
    if (!existsSync(source)) throw new SetupError(`The wheel holds no ${file}.`);
    renameSync(source, join(deps, 'lib', file));
    symlinkSync(file, join(deps, 'lib', linkName));
  }
}

function buildAddon(packageDirectory: string): void {
  const builder = join(NATIVE_DIRECTORY, 'node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp');
  const headers = findNodeHeaders();
  const flags = ['install', '--build-from-source', ...(headers ? [`--nodedir=${headers}`] : [])];
  run('Building the addon', process.execPath, [builder, ...flags], packageDirectory);
}

/** @returns the prefix with `include/node`; undefined lets node-gyp download the headers */
function findNodeHeaders(): string | undefined {
  const configured = spawnSync('npm', ['config', 'get', 'nodedir'], { encoding: 'utf8' });
  const prefixes = [dirname(dirname(process.execPath)), configured.stdout?.trim() ?? ''];
  return prefixes.find((prefix) => existsSync(join(prefix, 'include/node/node_api.h')));
}

function works(command: string, parameters: string[]): boolean {
  return spawnSync(command, parameters, { stdio: 'ignore' }).status === 0;
}

/** Runs a step. Its output appears only after a failure or on a terminal. */
function run(message: string, command: string, parameters: string[], directory: string): void {
  console.log(message);
  const { error, status, stdout, stderr } = spawnSync(command, parameters, {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    stdio: process.stdout.isTTY ? 'inherit' : 'pipe',
  });
  if (status === 0) return;
  const output = `${stdout ?? ''}${stderr ?? ''}`.trimEnd().split('\n').slice(-30).join('\n');
  if (output) console.error(output);
  const reason = error ? error.message : `exit status ${status}`;
  throw new SetupError(`"${message}" failed: ${reason}.`);
}

/** Loads the engine in this process, compares it with known results and prints its speed. */
async function checkEngine(engine: Options['engine'], version?: string): Promise<void> {
  const { description } = await loadEngine(engine);
  if (version && !description.includes(`TensorFlow ${version} `)) {
    throw new SetupError(`Found ${description}, not TensorFlow ${version}.`);
  }
  const picture = tf.range(1, 10).reshape<tf.Tensor4D>([1, 3, 3, 1]);
  expectValues('conv2d', tf.conv2d(picture, tf.ones([2, 2, 1, 1]), 1, 'valid'), [12, 16, 24, 28]);
  const left = tf.tensor2d([1, 2, 3, 4], [2, 2]);
  const right = tf.tensor2d([5, 6, 7, 8], [2, 2]);
  expectValues('matMul', tf.matMul(left, right), [19, 22, 43, 50]);
  console.log(`${description}: ${(await engineSpeed()).toFixed(0)} GFLOP/s in a 3x3 convolution.`);
}

function expectValues(operation: string, tensor: tf.Tensor, expected: number[]): void {
  const actual = Array.from(tensor.dataSync());
  if (actual.length !== expected.length || actual.some((value, i) => value !== expected[i])) {
    throw new SetupError(`${operation} gave ${actual.join(', ')}, not ${expected.join(', ')}.`);
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
}
