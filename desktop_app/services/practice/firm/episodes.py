# ruff: noqa: E501  a text of a conversation is one line, as long as it is
"""What happens to most clients sooner or later, and when it happened to whom.

The lines are those of threads.py, except that business days count on from the day the episode begins.
`a || b` are two ways to say it. {first} and {matter} are the client's.
"""

EPISODES: dict[str, str] = {
    "welcome": """
0d 09:40 > Hi {first}, this is Dana at Hartwell & Osei. I’ll text you here about matter {matter}. Reply STOP to opt out at any time. || Hello {first}, Dana at Hartwell & Osei. This is our texting number for matter {matter}. Reply STOP to opt out.
0d 10:25 < Great, thank you || Ok thanks || Got it, saved the number
""",
    "papers": """
0d 10:10 > Hi {first}, could you send us the papers you mentioned? A clear picture is enough. || Hi {first}, we still need a copy of the letter you got. A picture is fine.
0d 17:35 < I’ll look for it tonight || Sure, give me until tomorrow
1d 18:20 < [form] Here it is || [form]
2d 09:05 > Thank you, we can read all of it. || Got it, thank you. That’s the right one.
""",
    "appointment": """
0d 11:20 > {first}, can you come to the office {day+4} at 10:00 AM? It takes half an hour. || Hi {first}, we’d like to go through your file together. Is {day+4} at 3:30 PM good?
0d 12:48 < Yes that works || I can do that
3d 15:00 > See you tomorrow, 1200 W Adams, Suite 410. Parking is behind the building.
3d 15:22 < See you then || Thanks for the reminder
""",
    "reschedule": """
0d 10:30 > Reminder: we meet {day+1} at 9:00 AM. Reply YES to confirm. || We have you down for {day+1} at 2:00 PM. Reply YES to confirm.
0d 12:05 < I have to work, can we move it? || My daughter is sick, could we do another day?
0d 12:30 > Of course. {day+3} at the same time? || No problem. How about {day+4}, same time?
0d 12:41 < YES || Yes, thank you
""",
    "court": """
0d 14:15 > {first}, your court date is {date+10} at 9:30 AM, Daley Center, 50 W Washington. Please come at 9:00 AM. || Hi {first}, the court gave us {date+8} at 10:00 AM. We’ll meet in the lobby at 9:30 AM.
0d 18:10 < Do I have to say anything? || What should I bring?
1d 09:20 > No, we do the talking. Just bring your ID. || Only your ID. We bring the rest.
1d 09:44 < Ok good || Thank you, that calms me down
""",
    "settlement": """
0d 13:30 > {first}, the other side made an offer today. Can you call us when you’re free? || Good news, {first}, there is an offer. It’s better to talk than to text, when can we call?
0d 13:52 < Calling in 10 min || I’m free after 4
1d 10:15 > As we said on the phone, we’ll answer with our number this week.
1d 12:20 < I trust you || Ok, fingers crossed
""",
    "worry": """
0d 20:35 < Hi, I haven’t heard anything in a while. Is something wrong? || Sorry to bother you so late. Any news?
1d 09:02 > Good morning {first}. Nothing is wrong, the other side still has time to answer. || Good morning {first}, no news yet, and that’s normal at this stage.
1d 09:30 < Ok thank you, I worry too much || Thank you for answering
1d 09:33 > Ask any time.
""",
    "bill": """
0d 10:00 > Hi {first}, the invoice for last month is in your email. Call us with any question.
0d 18:45 < Can I pay half now and half on the 15th? || Got it, will pay Friday
1d 09:15 > Yes, that’s fine. || Thank you, {first}.
""",
    "signing": """
0d 11:45 > {first}, the papers are ready to sign. We’re here until 5:30 PM every day. || Your documents are ready, {first}. They need your signature in ink.
0d 12:30 < I’ll stop by {day+1} || Can I come {day+2} at lunch?
0d 12:36 > Yes, ask for Dana at the front desk. || That works. You’ll need your ID.
""",
    "records": """
0d 10:50 > {first}, which hospital treated you first? We want to ask for the records.
0d 12:15 < Mercy, then the clinic on 63rd || Northwestern emergency room
6d 15:25 > The records came. They’re complete.
6d 17:40 < That was quick! || Good to hear
""",
    "lease": """
0d 09:55 > The landlord’s lawyer sent a new draft. I put the changes in yellow and emailed it to you.
0d 13:15 < The rent is ok but not the 60 days
0d 13:40 > Then we ask for 30. Mr. Osei will call them.
4d 16:20 > They agreed to 30 days.
4d 16:31 < Perfect || Nice work
""",
    "closing": """
0d 10:20 > The title search is clean. Closing can be {day+6} at 11:00 AM.
0d 11:02 < Wonderful! What do I need?
0d 11:15 > Your ID and a cashier’s check. We’ll confirm the amount by phone, never by text.
5d 09:40 < Is the amount still the same?
5d 09:52 > Yes. Please call us before you have the check made out.
""",
    "exam": """
0d 13:10 > The insurer’s doctor will see you {day+5} at 8:15 AM, 2650 Ridge Ave. Be honest and don’t make it smaller than it is.
0d 18:22 < Ok
6d 17:50 < It was 15 minutes. He hardly looked || Went fine I think
7d 09:10 > Thank you, I noted the time. Please write down what he asked.
""",
    "agency": """
0d 11:00 > {first}, the receipt notice came: your case is filed. || Hi {first}, the agency confirmed they have your papers.
0d 12:20 < Thank God || Great! How long now?
0d 12:41 > About five months at the moment. We check every week.
""",
    "closed": """
0d 09:05 > Hi {first}, our office is closed {day+2} for a staff day. If something can’t wait, call us at (312) 555-0100.
""",
    "thanks": """
0d 16:30 < I wanted to say thank you for everything || Thank you for your help this week
0d 16:42 > That’s kind of you, {first}. || Thank you, {first}. Have a good evening.
""",
    "bienvenida": """
0d 10:05 > Hola {first}, le escribe Dana de Hartwell & Osei sobre el caso {matter}. Responda STOP para no recibir mensajes.
0d 17:50 < Gracias, aquí estoy || Hola Dana, gracias
""",
    "cita": """
0d 11:15 > {first}, ¿puede venir a la oficina el {dia+4} a las 10:00 a.m.? || Buenos días {first}, ¿le queda bien el {dia+4} a las 4:00 p.m.?
0d 18:05 < Sí, está bien || Sí puedo
3d 15:05 > La esperamos mañana en 1200 W Adams, Suite 410.
3d 18:12 < Gracias, hasta mañana
""",
    "papeles": """
0d 12:00 > {first}, necesitamos una foto de los recibos de pago de octubre. || {first}, ¿nos puede mandar una foto de la carta que recibió?
0d 19:20 < Se la mando en la noche
0d 21:04 < [form] || [form] Aquí está
1d 09:12 > Recibida, muchas gracias.
""",
    "preocupada": """
0d 19:45 < Señora, ¿hay noticias? Estoy preocupada || Buenas noches, ¿sabe algo del juez?
1d 09:08 > Buenos días {first}. Todavía no, y es normal. Le aviso en cuanto llegue algo.
1d 12:30 < Gracias, me quedo más tranquila
""",
}

LIVES: dict[str, str] = {
    "Carmen Ibarra": "bienvenida 39, cita 27, papeles 16, preocupada 7",
    "Rosa Quintero": "bienvenida 36, papeles 28, cita 17, preocupada 5",
    "Beatriz Nunez": "bienvenida 33, papeles 21, preocupada 12, cita 6",
    "Yusuf Demir": "welcome 38, papers 30, court 18, worry 8",
    "Hannah Weiss": "welcome 40, appointment 31, worry 22, court 13, thanks 4, closed 7",
    "Marcus Reed": "welcome 35, papers 25, settlement 10",
    "Olivia Chen": "welcome 37, signing 24, bill 12",
    "Fatima Noor": "welcome 34, papers 26, agency 15, appointment 9",
    "George Papadakis": "welcome 41, lease 20, bill 11, signing 6, closed 7",
    "Teresa Lindqvist": "welcome 32, appointment 22, signing 8",
    "Andre Baptiste": "welcome 38, records 29, exam 18, worry 6, closed 7",
    "Miguel Santos": "welcome 36, records 27, settlement 9, worry 4, closed 7",
    "Sam Whitaker": "welcome 30, papers 20, court 7",
    "Denise Howard": "welcome 37, records 28, exam 16, reschedule 5, closed 7",
    "Viktor Hale": "welcome 33, exam 23, bill 10, reschedule 3, closed 7",
    "Leila Haddad": "welcome 29, papers 19, closing 9",
    "Charlotte Evans": "welcome 35, papers 23, worry 11",
    "Paul Sandoval": "welcome 34, papers 24, settlement 13, thanks 5, closed 7",
    "James Okafor": "worry 12",
    "Sofia Varga": "bill 27, closed 7",
    "Aisha Karim": "papers 31, worry 14",
    "Renee Castellano": "records 17",
    "Priya Raman": "bill 29",
    "Nadia Petrov": "bill 6, closed 7",
    "Joanna Bielski": "papers 26, court 5, closed 7",
}
"""Which episodes each client lived through, and how many business days ago each of them began."""
