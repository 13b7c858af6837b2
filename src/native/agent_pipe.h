/*
 * The agent's named pipe (ADR 32), for what has no Java: the forwarder that Explorer starts, and the installer.
 *
 *   frame    FVX1, the length of the rest (four bytes, the lowest first), texts in UTF-8, each with a zero byte behind it
 *   request  a word (transcribe, quit), and the whole paths of files behind transcribe
 *   answer   taken, or anything else: refused, or looked-at (a share does not answer yet); the agent tells of it itself
 *
 * With another data folder (FASTERVOX_HOME) the pipe has another name, which only Java knows.
 */
#ifndef AGENT_PIPE_H
#define AGENT_PIPE_H
#include <windows.h>

typedef struct {
    char *bytes; /* NULL when there is no memory */
    DWORD length;
} AgentRequest;

enum AgentAnswer { AGENT_SILENT = -1, AGENT_REFUSED, AGENT_TOOK }; /* silent: it has just ended, or hangs */

AgentRequest agent_request(const char *word);
void agent_request_add(AgentRequest *request, const wchar_t *text);

/* Opens the agent's pipe; INVALID_HANDLE_VALUE, with a last error, when there is none or it is another user's. */
HANDLE agent_pipe_open(void);
/* Waits until the pipe, which is busy, may be opened. */
void agent_pipe_wait(DWORD milliseconds);
/* Tells the request, as a whole or not at all, and waits for its answer. */
enum AgentAnswer agent_pipe_ask(HANDLE pipe, AgentRequest request, DWORD milliseconds);

#endif
