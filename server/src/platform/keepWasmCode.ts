// Keeps V8 from freeing WebAssembly code while it runs, which with threads that come and go can end the whole process.
// Each thread has some of Node's own, by which types are stripped (amaro). Decision 0028.
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--no-wasm-code-gc');
