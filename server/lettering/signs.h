// The signs and boxes of the pictures: small drawings without words.
#pragma once

#include "canvas.h"
#include "request.h"

/** An empty image where the request cannot be read. */
Image drawSign(RequestReader& request);
Image drawBox(RequestReader& request);
