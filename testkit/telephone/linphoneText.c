/* A telephone with real-time text (RFC 4103) of liblinphone, led by lines on its standard input:
   "dial ADDRESS", "answer" (the calls that come), "type CODE POINTS", "enter", "hold", "resume" and "quit". It prints "call STATE" and "char CODE POINT". */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linphone/core.h>

static LinphoneCall *call;
static LinphoneChatMessage *message;
static int answers;

static void answer(LinphoneCore *core, LinphoneCall *incoming) {
  LinphoneCallParams *params = linphone_core_create_call_params(core, incoming);
  linphone_call_params_enable_realtime_text(params, TRUE);
  call = linphone_call_ref(incoming);
  linphone_call_accept_with_params(incoming, params);
  linphone_call_params_unref(params);
}

static void stateChanged(LinphoneCore *core, LinphoneCall *changed, LinphoneCallState state, const char *text) {
  printf("call %s\n", linphone_call_state_to_string(state));
  if (answers && state == LinphoneCallIncomingReceived) answer(core, changed);
}

static void typed(LinphoneCore *core, LinphoneChatRoom *room) {
  uint32_t character;
  while ((character = linphone_chat_room_get_char(room)) != 0) printf("char %u\n", character);
}

static void lineEnded(LinphoneCore *core, LinphoneChatRoom *room, LinphoneChatMessage *ended) {
  printf("char 8232\n");
}

static void dial(LinphoneCore *core, const char *address) {
  LinphoneCallParams *params = linphone_core_create_call_params(core, NULL);
  linphone_call_params_enable_realtime_text(params, TRUE);
  linphone_call_params_enable_video(params, FALSE);
  call = linphone_core_invite_with_params(core, address, params);
  if (call) linphone_call_ref(call);
  linphone_call_params_unref(params);
}

static void type(char *codes) {
  for (char *code = strtok(codes, " "); code; code = strtok(NULL, " ")) {
    if (!message) message = linphone_chat_room_create_empty_message(linphone_call_get_chat_room(call));
    linphone_chat_message_put_char(message, (uint32_t)strtoul(code, NULL, 10));
  }
}

static void obey(LinphoneCore *core, char *line) {
  if (!strncmp(line, "dial ", 5)) dial(core, line + 5);
  else if (!strcmp(line, "answer")) answers = 1;
  else if (!call) return;
  else if (!strncmp(line, "type ", 5)) type(line + 5);
  else if (!strcmp(line, "enter") && message) {
    linphone_chat_message_send(message);
    message = NULL;
  } else if (!strcmp(line, "hold")) linphone_call_pause(call);
  else if (!strcmp(line, "resume")) linphone_call_resume(call);
}

int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  LinphoneFactory *factory = linphone_factory_get();
  LinphoneCore *core = linphone_factory_create_core_3(factory, argv[1], NULL, NULL);
  LinphoneCoreCbs *cbs = linphone_factory_create_core_cbs(factory);
  linphone_core_cbs_set_call_state_changed(cbs, stateChanged);
  linphone_core_cbs_set_is_composing_received(cbs, typed);
  linphone_core_cbs_set_message_received(cbs, lineEnded);
  linphone_core_add_callbacks(core, cbs);
  linphone_core_enable_ipv6(core, FALSE);
  linphone_core_set_use_files(core, TRUE);
  linphone_core_set_play_file(core, argv[2]);
  if (linphone_core_start(core) != 0) return 1;
  printf("ready\n");
  fcntl(0, F_SETFL, O_NONBLOCK);
  char input[65536];
  size_t length = 0;
  struct pollfd in = {.fd = 0, .events = POLLIN};
  for (;;) {
    linphone_core_iterate(core);
    if (poll(&in, 1, 20) <= 0) continue;
    ssize_t count = read(0, input + length, sizeof(input) - 1 - length);
    if (count == 0) break;
    if (count > 0) length += (size_t)count;
    input[length] = '\0';
    for (char *end; (end = strchr(input, '\n'));) {
      *end = '\0';
      if (!strcmp(input, "quit")) goto stop;
      obey(core, input);
      length -= (size_t)(end + 1 - input);
      memmove(input, end + 1, length + 1);
    }
  }
stop:
  if (call) linphone_call_terminate(call);
  for (int step = 0; step < 10; step += 1) {
    linphone_core_iterate(core);
    poll(NULL, 0, 20);
  }
  return 0;
}
