# ruff: noqa: E501  a text of a conversation is one line, as long as it is
"""Conversations written for one person each: the ones a trainee should meet on the first day.

A line is: when, who, what. When is business days before today and the hour where the client lives,
or how long ago ("35m", "3h"). `>` is the firm, `<` the client. Before the text may stand an error code in
brackets, or a picture. {day+2} is the weekday two business days later, {date+2} its date.
"""

THREADS: dict[str, str] = {
    "Maria Delgado": """
34d 09:12 > Hi Maria, this is Dana at Hartwell & Osei. I’ll text you here about matter 26-0187. Reply STOP to opt out at any time.
34d 17:40 < Thank you Dana. After 5 is best for me
27d 10:05 > Hi Maria, did you see the physical therapist this week?
27d 17:22 < Yes twice. She says 6 more weeks
27d 17:31 > Thank you. Keep every bill, also for the parking.
26d 18:02 < [photo] This is how the car looks now
26d 18:20 > Got the picture, thank you. That helps.
20d 10:15 > Hi Maria, Dr. Desai’s office can see you {day+3} at 10:30 AM. Does that work?
20d 17:09 < Yes I can
13d 16:12 < Did the insurance company answer our letter yet?
13d 16:20 > Hi Maria, it’s Dana. Not yet. They have until Friday.
9d 10:42 < STOP
9d 10:44 < START
9d 10:45 < Sorry, meant that for someone else! Please keep texting me
9d 10:58 > Will do. Deposition prep is {day+3} at 2:00 PM, 1200 W Adams, Suite 410. Reply YES to confirm.
9d 19:49 < YES
8d 09:03 > [30003] Thank you, Maria. Please bring your photo ID.
8d 17:01 > Thank you, Maria. Please bring your photo ID and the bills you kept.
8d 17:15 < Ok. Elena will come with me
1d 17:06 > Hi Maria, the deposition itself is set for {day+9} at 9:30 AM. We’ll meet at our office at 8:45 AM.
1d 18:31 < Great. See you then
""",
    "James Okafor": """
41d 09:40 > Hi James, this is Dana at Hartwell & Osei about matter 26-0102. We’ll text you here with updates. Reply STOP to opt out.
41d 12:11 < Sounds good
30d 14:02 > The agency sent the right-to-sue letter today. I emailed you a copy.
30d 14:30 < Is that good or bad?
30d 14:36 > It’s the step we were waiting for. We can file now.
22d 10:20 > Can you send us the names of the two coworkers who saw it?
22d 19:04 < Yes. Bill Sato and Jenny from the front desk, I will look up her last name
15d 11:15 > We filed the complaint this morning. The company has 30 days to answer.
15d 11:42 < Finally. Thank you
6d 10:09 > Their lawyer asked for two more weeks. That’s normal and doesn’t hurt us.
6d 12:50 < Ok if you say so
2d 15:30 > The first hearing is {date+12} at 9:00 AM. You don’t have to come.
48m < Does the hearing notice go to my house or to my sister’s? I moved on the 1st
""",
    "Priya Raman": """
33d 10:30 > Hi Priya, Dana at Hartwell & Osei here, matter 26-0166. Texts to this number reach me. Reply STOP to opt out.
33d 10:52 < Perfect, thanks
24d 13:10 > Biometrics are {day+5} at 1:00 PM, 888 S Route 59, Naperville. Bring the notice and your passport.
24d 13:18 < Will do
17d 15:41 < Done! Took 20 minutes
17d 15:50 > Great. Now we wait for the interview date.
10d 09:25 > Your employer’s letter is ready, we only need your signature. Which day can you come in?
10d 18:47 < This week is full, can it be next week?
9d 09:11 > Next week is fine. {day+4} or {day+5}?
8d 08:30 < Let me check with my manager
1h < I can sign on Monday after 3
""",
    "Walter Brandt": """
36d 10:00 > Mr. Brandt, this is Dana at Hartwell & Osei about matter 25-0874. We will text you dates here. Reply STOP to opt out.
36d 16:25 < All right.
23d 11:30 > The inventory of the estate went to the court today.
19d 15:10 < When is the house sold
19d 15:32 > The judge has to allow the sale first. We asked for that in the same filing.
5d 14:45 > [30003] Your hearing is at 9:00 AM on {date+5}, Daley Center, courtroom 1804.
4d 10:05 > [30003] Mr. Brandt, your hearing is {date+4} at 9:00 AM. Please call us at (312) 555-0100.
""",
    "Dan Fischer": """
28d 09:50 > Hi Dan, Dana at Hartwell & Osei, matter 26-0119. We’ll text court dates here. Reply STOP to opt out.
28d 10:02 < k
16d 13:00 > Court is {day+6} at 1:30 PM, room CL-12. You do have to be there.
16d 13:40 < ok
12d 09:00 > Reminder: please send the proof of insurance before {day+2}.
12d 09:05 < sent by email
4h < please stop texting me, email is enough
""",
    "Tomasz Nowak": """
39d 11:20 > Hello Tomasz, this is Dana at Hartwell & Osei, matter 26-0044. We will send dates by text. Reply STOP to opt out.
39d 18:30 < Ok
25d 09:45 > The doctor’s exam for the insurer is {day+4} at 8:00 AM, 2650 Ridge Ave, Evanston.
25d 18:12 < Ok I go
14d 10:40 > How did the exam go? Please call if anything hurt more afterwards.
14d 18:20 < It was ok. They ask same questions
5h < STOP
""",
    "Renee Castellano": """
29d 10:10 > Hi Renee, this is Dana at Hartwell & Osei, matter 26-0173. Send pictures and questions here any time. Reply STOP to opt out.
29d 10:33 < Great, easier than email
21d 14:22 > Did the body shop give you an estimate in writing?
21d 16:05 < Yes, $4,310. I’ll take a picture
21d 16:09 < [form]
21d 16:30 > Thank you, that’s readable.
11d 11:11 > The other driver’s insurer accepts fault. They want pictures of the rear before they pay.
11d 12:00 < I have some from that day, will look
3h < [photo] Damage to rear bumper
""",
    "Beau Thibodeaux": """
31d 09:35 > Hi Beau, Dana at Hartwell & Osei, matter 26-0158. We’ll keep you posted here. Reply STOP to opt out.
31d 20:14 < ok thanks
18d 10:50 > The vessel’s log arrived. It shows the deck was wet for two days.
18d 19:33 < told you so
7d 13:05 > We need the date you saw the company doctor. Do you remember it?
7d 19:58 < june 14 I think
1d 11:04 > We filed the motion this morning. The judge usually takes two weeks.
""",
    "Aisha Karim": """
37d 12:15 > Hi Aisha, this is Dana at Hartwell & Osei, matter 25-0990. Texts here are private to our office. Reply STOP to opt out.
37d 12:40 < Thank you. Please don’t leave voicemails at home
37d 12:44 > Understood, I noted that. Texts and your cell only.
23d 09:20 > Mediation is {day+5} at 10:00 AM at our office. You will be in separate rooms.
23d 09:48 < Ok. That makes it easier
18d 16:35 > Well done today. The schedule for the children is agreed in writing.
18d 17:20 < I can’t believe it’s over. Thank you both
3d 15:12 > Please call when you have a minute, nothing urgent. It’s about the school form.
""",
    "Gordon Pell": """
35d 10:25 > Hi Gordon, Dana at Hartwell & Osei, matter 25-0921. Reply STOP to opt out.
35d 10:58 < Thanks. Email works better for contracts
21d 14:40 > The buyer’s draft is in your mailbox. They want an answer by {day+3}.
21d 15:15 < Read it. Clause 7 is not what we agreed
20d 09:12 > I marked clause 7 for Mr. Osei. He’ll call you at 11.
3d 16:48 < Good meeting. As I said, emails from now on
""",
    "Sofia Varga": """
32d 11:00 > Hi Sofia, this is Dana at Hartwell & Osei, matter 26-0140. Reply STOP to opt out.
32d 11:21 < Hello Dana!
19d 10:05 > The drafts of the will and both powers of attorney are ready. Would you like them by mail or by email?
19d 13:30 < By mail please. I like paper
12d 12:12 < They came. What does per stirpes mean?
12d 12:25 > If one of your children dies before you, that share goes to their own children.
12d 12:31 < Good, that is what we want
4d 09:40 > Then signing can be {day+4} at 11:00 AM. Two of us will be the witnesses.
4d 10:18 < Thank you, that helps a lot
""",
    "Elena Delgado": """
34d 09:30 > Hi Elena, this is Dana at Hartwell & Osei. Your mother asked us to keep you in the loop on 26-0187. Reply STOP to opt out.
34d 12:02 < Yes please!
20d 10:20 > Your mother sees Dr. Desai {day+3} at 10:30 AM. Can you drive her?
20d 12:15 < I can
9d 11:05 > Deposition prep is {day+3} at 2:00 PM. You’re welcome to wait with her.
9d 12:33 < I took the afternoon off
""",
    "Luis Ferrer": """
30d 10:15 > Hola Luis, le escribe Dana de Hartwell & Osei sobre el caso 26-0122. Responda STOP para no recibir mensajes.
30d 18:40 < Hola, gracias
22d 11:30 > Necesitamos una copia de su acta de nacimiento con traducción. ¿La tiene?
22d 19:10 < La tengo pero sin traducción
21d 10:02 > Está bien, nosotros pedimos la traducción.
21d 19:25 < [form] Aquí está
14d 15:00 > Su cita para huellas es el {dia+5} a las 9:00 a.m. Lleve su pasaporte y la carta.
14d 18:05 < Sí, ahí estaré
7d 18:33 < Ya fui, todo bien
7d 19:00 > Muy bien. Ahora esperamos la fecha de la entrevista.
2h < Me llegó una carta y no entiendo qué piden. ¿Se la puedo mandar?
""",
    "Grace Kim": """
27d 09:45 > Hello Ms. Kim, this is Dana at Hartwell & Osei, matter 25-0968. Reply STOP to opt out.
27d 10:20 < Thank you, noted.
15d 11:10 > The trustee’s account for the third quarter is ready for your review.
15d 16:42 < I will read it this week.
6d 13:00 > Did you have a chance to look at the account?
26m < I have two questions about the fees on page 4. When could Mr. Osei talk?
""",
    "Deshawn Miller": """
26d 12:30 > Hi Deshawn, Dana at Hartwell & Osei, matter 26-0178. We text court dates, nothing about the facts. Reply STOP to opt out.
26d 12:34 < got it
19d 15:20 > Court is {day+5} at 9:00 AM, 26th and California, room 402. Please be there at 8:30 AM.
19d 17:05 < ok do I wear a suit
19d 17:11 > A clean shirt is fine. Phones stay in the car.
12d 13:40 > It went as we hoped. Next date is {date+9}, same room, 9:00 AM.
12d 14:02 < thank you for real
95m < my boss wants proof I was in court that day, can you send something
""",
    "Harold Benning": """
24d 10:30 > [30006] Mr. Benning, this is Dana at Hartwell & Osei, matter 26-0093. Reply STOP to opt out.
10d 11:20 > [30006] Mr. Benning, the closing is {day+6} at 10:00 AM. Please call us to confirm.
""",
    "Nadia Petrov": """
40d 13:15 > Hi Nadia, Dana at Hartwell & Osei, matter 26-0110. Reply STOP to opt out.
40d 13:50 < Hi Dana, thank you
26d 15:30 > [30003] The officer asked for one more document. Can you talk today?
25d 09:30 > Good morning Nadia, the officer asked for one more document. Can you talk today?
25d 10:12 < I was flying! Yes, after 2
25d 16:40 < [form] Is this the right one?
25d 16:58 > That’s it. We send it tomorrow.
11d 12:00 > They confirmed that the file is complete.
11d 12:45 < What a relief
""",
    "Kevin O’Rourke": """
33d 11:30 > Hi Kevin, Dana at Hartwell & Osei, matter 26-0137. Reply STOP to opt out.
33d 11:31 < hey
4d 14:00 > [30007] Kevin, please fill in the accident report here: bit.ly/ho-report
4d 14:20 > Kevin, the accident report is in your email. Could you fill it in this week?
4d 20:11 < did you text me a link? nothing came
3d 09:15 > The phone network stopped that one. The email has everything.
3d 12:30 < done
2d 10:45 > Thank you. We sent the demand letter, the insurer has 30 days.
2d 10:50 < 👍
""",
    "Patrick Dunne": """
29d 16:40 < Hi, got a ticket on Lake Shore, can you help?
29d 16:55 > Hi Patrick, this is Dana at Hartwell & Osei. Yes. Can you come in {day+2} at 4:00 PM? Reply STOP to opt out.
29d 17:01 < sure
21d 12:10 > We entered your plea of not guilty, matter 26-0180. Court is {date+13} at 1:30 PM.
21d 12:12 < HELP
21d 12:20 > Hi Patrick, Dana here. What do you need?
21d 12:31 < nothing sorry, wanted to see what that does
6d 09:30 > The officer’s notes came. Mr. Hartwell thinks we can get this reduced.
6d 09:58 < awesome
""",
    "Joanna Bielski": """
31d 10:00 > Hi Joanna, this is Dana at Hartwell & Osei, matter 26-0107. Reply STOP to opt out.
31d 10:15 < Hi! ok
17d 19:50 < STOP
15d 08:20 < UNSTOP
15d 08:21 < My son had my phone, sorry. Texts are fine
15d 09:05 > No harm done. Your texts are on again.
8d 14:15 > The judge signed the temporary order. Copies are on their way to you.
8d 14:40 < Thank you so much
""",
    "Ray Kowalczyk": """
13d 10:20 > Hello Mr. Kowalczyk, Dana at Hartwell & Osei. We’d like your statement about the accident on Cermak Rd. Is {day+3} at 5:00 PM all right? Reply STOP to opt out.
13d 12:44 < Fine
10d 16:05 > Thank you for coming in today.
""",
    "Dr. Anita Desai": """
25d 09:00 > Dr. Desai, Dana at Hartwell & Osei, matter 26-0187. Could your office see Ms. Delgado in the week of {date+5}? Reply STOP to opt out.
25d 13:22 < Yes, {day+9} at 10:30 AM. My office will call her too.
12d 08:45 < My report will be with you by Friday.
12d 09:10 > Thank you, that is in good time.
""",
}
