// Takes from this process all that it does not need, before it sees the first byte of a stranger.
#pragma once

/** What cannot be had on this machine is said on standard error, in one line. */
void enterSandbox();

/** Tries what the sandbox must refuse, and says on standard output what happened. @returns whether all was refused. */
bool testSandbox();
